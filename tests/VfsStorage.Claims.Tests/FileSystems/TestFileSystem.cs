using System.IO.Abstractions;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>A fresh file system for one test, with the four areas on it.</summary>
public sealed class TestFileSystem(IFileSystem fileSystem, string root, Action dispose) : IDisposable
{
    public IFileSystem FileSystem => fileSystem;

    public ClaimsAreas Areas { get; } = new(
        fileSystem.Path.Combine(root, "drop"),
        fileSystem.Path.Combine(root, "output"),
        fileSystem.Path.Combine(root, "archive"),
        fileSystem.Path.Combine(root, "cache"));

    public WriteStrategy Writes { get; init; } = WriteStrategy.TemporaryThenMove;

    /// <summary>Opens the same files as another process does. Default: as the same process.</summary>
    public Func<IFileSystem> OpenAgain { get; init; } = () => fileSystem;

    /// <summary>A process that dies at a change of this file system.</summary>
    public CrashPoint CrashAt(int change, CrashEffect effect, bool dawdles = false) => new(change, effect)
    {
        PublishesOnClose = Writes == WriteStrategy.Direct,
        BeforeChange = dawdles ? CrashPoint.Dawdle : _ => { },
    };

    public void Dispose() => dispose();
}
