using System.Buffers;
using System.IO.Abstractions;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>
/// The rules of a file system over objects: the few asynchronous primitives that every facade member is made of. Throws what
/// .NET's disk code would throw; failures of the store itself stay <see cref="StoreException"/> until the facades translate them.
/// </summary>
internal sealed partial class FileTree(IObjectStore store, MountTable mounts, S3FileSystemOptions options)
{
    private readonly IObjectStore _store = store;
    private readonly MountTable _mounts = mounts;
    private readonly S3FileSystemOptions _options = options;

    /// <summary>Finds an entry, or <see langword="null"/>. With <paramref name="followLinks"/> a link's final target is found under the link's path.</summary>
    public Task<Entry?> FindAsync(VirtualPath path, Wanted wanted, bool followLinks, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Finds an entry that must exist.</summary>
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory it would be in is not there.</exception>
    public Task<Entry> GetAsync(VirtualPath path, bool followLinks, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Times and mode of an entry; free when it was looked up, fetched (with its neighbours) when it was listed.</summary>
    public ValueTask<EntryMetadata> MetadataOfAsync(Entry entry, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The whole content of a file.</summary>
    public Task<byte[]> ReadAsync(VirtualPath path, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Creates or replaces a file.</summary>
    public Task WriteAsync(VirtualPath path, ReadOnlySequence<byte> content, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Adds to the end of a file, created if missing; no concurrent append is lost.</summary>
    public Task AppendAsync(VirtualPath path, ReadOnlySequence<byte> content, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a file.</summary>
    public Task<FileSystemStream> OpenAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Copies a file.</summary>
    public Task CopyFileAsync(VirtualPath source, VirtualPath destination, bool overwrite, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Moves a file.</summary>
    public Task MoveFileAsync(VirtualPath source, VirtualPath destination, bool overwrite, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Puts a file in another's place, keeping the old one as <paramref name="backup"/> if given.</summary>
    public Task ReplaceFileAsync(VirtualPath source, VirtualPath destination, VirtualPath? backup, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Deletes a file or link; a missing one is fine.</summary>
    public Task DeleteFileAsync(VirtualPath path, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Makes a directory and those above it.</summary>
    public Task CreateDirectoryAsync(VirtualPath path, UnixFileMode? mode, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Deletes a directory: an empty one, or with all below it.</summary>
    public Task DeleteDirectoryAsync(VirtualPath path, bool recursive, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Moves a directory, or a file, as <see cref="Directory.Move"/> does.</summary>
    public Task MoveDirectoryAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Lists a directory page by page. The first page is asked for with the first move; the facades make that move at the
    /// call, because a missing directory throws there and not at the first element.
    /// </summary>
    public IAsyncEnumerable<Entry> EnumerateAsync(VirtualPath directory, EntryQuery query, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Changes times or mode of an entry, of the link itself unless <paramref name="followLinks"/>; everything else stays.</summary>
    public Task SetMetadataAsync(VirtualPath path, MetadataChange change, bool followLinks, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Makes a symbolic link; the target need not exist.</summary>
    public Task CreateLinkAsync(VirtualPath path, string target, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The entry that a link leads to, one step or to the end; <see langword="null"/> if <paramref name="path"/> is no link. A missing target is an entry of kind File without an object.</summary>
    public Task<Entry?> ResolveLinkAsync(VirtualPath path, bool final, CancellationToken cancellationToken) => throw new NotImplementedException();
}
