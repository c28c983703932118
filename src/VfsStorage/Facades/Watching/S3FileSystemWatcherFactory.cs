using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;

namespace VfsStorage.Facades.Watching;

/// <summary>Makes <see cref="S3FileSystemWatcher"/>s.</summary>
internal sealed class S3FileSystemWatcherFactory(Gate gate) : IFileSystemWatcherFactory
{
    public IFileSystem FileSystem => gate.FileSystem;

    public IFileSystemWatcher New() => new S3FileSystemWatcher(gate);

    public IFileSystemWatcher New(string path) => new S3FileSystemWatcher(gate, path);

    public IFileSystemWatcher New(string path, string filter) =>
        new S3FileSystemWatcher(gate, path) { Filter = Arguments.NotNull(filter) };

    [return: NotNullIfNotNull(nameof(fileSystemWatcher))]
    public IFileSystemWatcher? Wrap(FileSystemWatcher? fileSystemWatcher) =>
        fileSystemWatcher is null ? null : throw Unsupported.Wrap(nameof(FileSystemWatcher), "FileSystemWatcher.New");
}
