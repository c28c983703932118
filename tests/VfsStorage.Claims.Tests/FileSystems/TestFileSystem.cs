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

    /// <summary>A process that dies at a change of this file system.</summary>
    public CrashPoint CrashAt(int change, CrashEffect effect, bool dawdles = false) => new(change, effect)
    {
        PublishesOnClose = Writes == WriteStrategy.Direct,
        BeforeChange = dawdles ? CrashPoint.Dawdle : _ => { },
    };

    public void Dispose() => dispose();
}
