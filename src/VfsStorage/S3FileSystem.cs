using System.IO.Abstractions;
using Amazon.S3;
using VfsStorage.Facades;
using VfsStorage.Facades.Directories;
using VfsStorage.Facades.Drives;
using VfsStorage.Facades.Files;
using VfsStorage.Facades.Infos;
using VfsStorage.Facades.Streams;
using VfsStorage.Facades.Watching;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage;

/// <summary>S3 as <c>System.IO</c>: an <see cref="IFileSystem"/> whose files are objects, behaving as .NET does on a Linux disk.</summary>
/// <remarks>Safe for use by many threads. The client passed in stays the caller's: it is not disposed here.</remarks>
public sealed class S3FileSystem : IFileSystem, IDisposable
{
    private readonly RequestMeter _meter;

    /// <summary>Shows one bucket, or the part of it below a prefix, as the root directory.</summary>
    /// <param name="client">The client for every request; it stays the caller's.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="prefix">What every key starts with, such as <c>input/</c>; empty for the whole bucket.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/>, <paramref name="bucket"/> or <paramref name="prefix"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="bucket"/> is empty.</exception>
    public S3FileSystem(IAmazonS3 client, string bucket, string prefix = "", S3FileSystemOptions? options = null)
        : this(client, [new S3Mount("/", bucket, prefix)], options)
    {
    }

    /// <summary>Shows several buckets, or parts of them, as directories.</summary>
    /// <param name="client">The client for every request; it stays the caller's.</param>
    /// <param name="mounts">Which bucket sits at which path; mounts may nest.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> or <paramref name="mounts"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no mount, a mount is not valid, or two sit at the same path.</exception>
    public S3FileSystem(IAmazonS3 client, IEnumerable<S3Mount> mounts, S3FileSystemOptions? options = null)
        : this(StoreOver(client, options ??= new S3FileSystemOptions()), mounts, options)
    {
    }

    internal S3FileSystem(IObjectStore store, IEnumerable<S3Mount> mounts, S3FileSystemOptions options)
    {
        _meter = (store as S3ObjectStore)?.Meter ?? new RequestMeter();
        var table = new MountTable(mounts);
        var gate = new Gate(this, new FileTree(store, table, options), options);
        File = new S3File(gate);
        FileInfo = new S3FileInfoFactory(gate);
        FileStream = new S3FileStreamFactory(gate);
        FileVersionInfo = new S3FileVersionInfoFactory(gate);
        FileSystemWatcher = new S3FileSystemWatcherFactory(gate);
        Directory = new S3Directory(gate);
        DirectoryInfo = new S3DirectoryInfoFactory(gate);
        DriveInfo = new S3DriveInfoFactory(gate, table);
        Path = new S3Path(gate);
        RandomAccess = new S3RandomAccess(gate);
    }

    /// <inheritdoc/>
    public IFile File { get; }

    /// <inheritdoc/>
    public IFileInfoFactory FileInfo { get; }

    /// <inheritdoc/>
    public IFileStreamFactory FileStream { get; }

    /// <inheritdoc/>
    public IFileVersionInfoFactory FileVersionInfo { get; }

    /// <inheritdoc/>
    public IFileSystemWatcherFactory FileSystemWatcher { get; }

    /// <inheritdoc/>
    public IDirectory Directory { get; }

    /// <inheritdoc/>
    public IDirectoryInfoFactory DirectoryInfo { get; }

    /// <inheritdoc/>
    public IDriveInfoFactory DriveInfo { get; }

    /// <inheritdoc/>
    public IPath Path { get; }

    /// <inheritdoc/>
    public IRandomAccess RandomAccess { get; }

    /// <summary>
    /// Counts the requests that this file system makes for the calling flow of execution (and the tasks it starts), until the answer is disposed.
    /// Counts may be nested. The process's totals are in the metrics of the meter <c>VfsStorage</c>.
    /// </summary>
    public S3RequestCount CountRequests() => new(_meter.Begin());

    /// <summary>Frees what the file system itself holds, which is nothing but memory now; the client stays open.</summary>
    public void Dispose()
    {
    }

    private static S3ObjectStore StoreOver(IAmazonS3 client, S3FileSystemOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new S3ObjectStore(client, ObjectStoreSettings.From(options), time: options.TimeProvider);
    }
}
