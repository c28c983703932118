using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour;

/// <summary>One member that takes a path, with every other argument valid; the rows of the path tables.</summary>
public sealed record PathCall(string Name, string Parameter, Action<IFileSystem, string> Run)
{
    public PathCall(string name, Action<IFileSystem, string> run)
        : this(name, "path", run)
    {
    }

    public override string ToString() => Name;

    /// <summary>A member whose result must be awaited; it runs to its end.</summary>
    public static PathCall Async(string name, Func<IFileSystem, string, Task> run) =>
        new(name, (fs, path) => run(fs, path).GetAwaiter().GetResult());

    /// <summary>A member that opens something, which is closed again.</summary>
    public static PathCall Open(string name, Func<IFileSystem, string, IDisposable> open) =>
        new(name, (fs, path) => open(fs, path).Dispose());
}
