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
    private readonly IAmazonS3? _client;

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
        : this(StoreOver(client, options ??= new S3FileSystemOptions()), mounts, options) => _client = client;

    internal S3FileSystem(IObjectStore store, IEnumerable<S3Mount> mounts, S3FileSystemOptions options)
    {
        _meter = (store as S3ObjectStore)?.Meter ?? new RequestMeter();
        Store = store;
        Mounts = new MountTable(mounts);
        Tree = new FileTree(store, Mounts, options);
        Options = options;
        var gate = new Gate(this, Tree, options);
        File = new S3File(gate);
        FileInfo = new S3FileInfoFactory(gate);
        FileStream = new S3FileStreamFactory(gate);
        FileVersionInfo = new S3FileVersionInfoFactory(gate);
        FileSystemWatcher = new S3FileSystemWatcherFactory(gate);
        Directory = new S3Directory(gate);
        DirectoryInfo = new S3DirectoryInfoFactory(gate);
        DriveInfo = new S3DriveInfoFactory(gate, Mounts);
        Path = new S3Path(gate);
        Recovery = new S3Recovery(store, Tree, Mounts, options);
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

    /// <summary>Finds and finishes what processes that died or failed left unfinished.</summary>
    public S3Recovery Recovery { get; }

    /// <summary>What is below the file system, for work on whole trees that goes beside its calls.</summary>
    internal IObjectStore Store { get; }

    internal MountTable Mounts { get; }

    internal FileTree Tree { get; }

    internal S3FileSystemOptions Options { get; }

    /// <summary>
    /// Counts the requests that this file system makes for the calling flow of execution (and the tasks it starts), until the answer is disposed.
    /// Counts may be nested. The process's totals are in the metrics of the meter <c>VfsStorage</c>.
    /// </summary>
    public S3RequestCount CountRequests() => new(_meter.Begin());

    /// <summary>Frees what the file system itself holds, which is nothing but memory now; the client stays open.</summary>
    public void Dispose()
    {
    }

    /// <summary>Whether both are in one store, so that it can copy between them by itself: Amazon S3, or the same endpoint.</summary>
    internal bool SharesStoreWith(S3FileSystem other) =>
        ReferenceEquals(Store, other.Store)
        || (_client is not null && other._client is not null
            && (ReferenceEquals(_client, other._client) || string.Equals(_client.Config.ServiceURL, other._client.Config.ServiceURL, StringComparison.OrdinalIgnoreCase)));

    private static S3ObjectStore StoreOver(IAmazonS3 client, S3FileSystemOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new S3ObjectStore(client, ObjectStoreSettings.From(options), time: options.TimeProvider);
    }
}
