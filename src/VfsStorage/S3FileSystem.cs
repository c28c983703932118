using System.IO.Abstractions;
using Amazon.S3;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage;

/// <summary>S3 as <c>System.IO</c>: an <see cref="IFileSystem"/> whose files are objects, behaving as .NET does on a Linux disk.</summary>
/// <remarks>Safe for use by many threads. The client passed in stays the caller's: it is not disposed here.</remarks>
public sealed class S3FileSystem : IFileSystem, IDisposable
{
    private readonly FileTree _tree;

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

    internal S3FileSystem(IObjectStore store, IEnumerable<S3Mount> mounts, S3FileSystemOptions options) =>
        _tree = new FileTree(store, new MountTable(mounts), options);

    /// <inheritdoc/>
    public IDirectory Directory => throw new NotImplementedException();

    /// <inheritdoc/>
    public IDirectoryInfoFactory DirectoryInfo => throw new NotImplementedException();

    /// <inheritdoc/>
    public IDriveInfoFactory DriveInfo => throw new NotImplementedException();

    /// <inheritdoc/>
    public IFile File => throw new NotImplementedException();

    /// <inheritdoc/>
    public IFileInfoFactory FileInfo => throw new NotImplementedException();

    /// <inheritdoc/>
    public IFileStreamFactory FileStream => throw new NotImplementedException();

    /// <inheritdoc/>
    public IFileSystemWatcherFactory FileSystemWatcher => throw new NotImplementedException();

    /// <inheritdoc/>
    public IFileVersionInfoFactory FileVersionInfo => throw new NotImplementedException();

    /// <inheritdoc/>
    public IPath Path => throw new NotImplementedException();

    /// <inheritdoc/>
    public IRandomAccess RandomAccess => throw new NotImplementedException();

    /// <summary>Frees what the file system itself holds; open streams stay usable and the client stays open.</summary>
    public void Dispose() => _ = _tree;

    private static S3ObjectStore StoreOver(IAmazonS3 client, S3FileSystemOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new S3ObjectStore(client, ObjectStoreSettings.From(options), time: options.TimeProvider);
    }
}
