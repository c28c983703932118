using System.IO.Abstractions;
using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>One of the two file systems that do the same things; gives outcomes that can be compared with the other's.</summary>
internal sealed class Side : IDisposable
{
    private readonly Scratch _scratch;

    private readonly bool _infosKnowModes;

    /// <param name="backend">What kind of file system it is.</param>
    /// <param name="tree">A name for the directory that the paths are below, made here; it may be destroyed.</param>
    public Side(Backend backend, string tree = "tree")
    {
        Name = backend.Name;
        _infosKnowModes = backend.Capabilities.HasFlag(Capabilities.InfoModes);
        _scratch = backend.OpenScratch();
        Root = $"{_scratch.Root}/{tree}";
        FileSystem.Directory.CreateDirectory(Root);
    }

    public string Name { get; }

    public IFileSystem FileSystem => _scratch.FileSystem;

    public string Root { get; }

    /// <summary>A path below the root, joined as it is: it may hold <c>..</c> or end in a separator.</summary>
    public string PathOf(string relative) => $"{Root}/{relative}";

    public UnixFileMode ModeOf(IFileSystemInfo entry) => _infosKnowModes ? entry.UnixFileMode : FileSystem.File.GetUnixFileMode(entry.FullName);

    /// <summary>What an operation came to: its result, or the type and number of its exception; free of the root's own name.</summary>
    public string OutcomeOf(Func<Side, string> operation)
    {
        try
        {
            return WithoutRoot(operation(this));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var named = (failure as ArgumentException)?.ParamName;
            return $"{failure.GetType().Name} 0x{failure.HResult:X8} {named}".TrimEnd();
        }
    }

    public void Dispose() => _scratch.Dispose();

    private string WithoutRoot(string text) => text.Replace(_scratch.Root, "<scratch>", StringComparison.Ordinal);
}
