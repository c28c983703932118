using System.Runtime.CompilerServices;
using System.Text;
using VfsStorage.Errors;
using VfsStorage.Facades.Enumeration;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Tree;

namespace VfsStorage.Transfer.Sides;

/// <summary>A tree in S3, reached by its objects rather than by the file system's calls: one request for a small file. Looked at, listed and read here.</summary>
internal sealed partial class BucketSide : TreeSide
{
    private const int MaxKeyBytes = 1024;
    private const int MaxReadAttempts = 4;

    private readonly S3FileSystem _fileSystem;
    private readonly IObjectStore _store;
    private readonly Location _root;

    public BucketSide(S3FileSystem fileSystem, string path)
    {
        _fileSystem = fileSystem;
        _store = fileSystem.Store;
        var root = VirtualPath.Parse(path, VirtualPath.Root, nameof(path)).WithoutTrailingSeparator();
        _root = fileSystem.Mounts.Locate(root) ?? throw new TransferException($"'{root}' is in no bucket: name a directory inside a mount.");
        if (fileSystem.Mounts.ChildrenOf(root) is [var mount, ..])
        {
            throw new TransferException($"'{root}' has another bucket below it, at '{mount}': transfer each on its own.");
        }

        Name = $"s3://{_root.Bucket}/{_root.Prefix}";
    }

    public override string Name { get; }

    public override bool Overlaps(TreeSide other) =>
        other is BucketSide bucket && SharesStoreWith(bucket) && bucket._root.Bucket == _root.Bucket
        && (bucket._root.Prefix.StartsWith(_root.Prefix, StringComparison.Ordinal) || _root.Prefix.StartsWith(bucket._root.Prefix, StringComparison.Ordinal));

    /// <summary>Whether the store can copy between both by itself.</summary>
    public bool SharesStoreWith(BucketSide other) => _fileSystem.SharesStoreWith(other._fileSystem);

    public override async IAsyncEnumerable<TreeItem> ListAsync(Action<TransferIssue> unlistable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new EntryQuery(SearchOptions.Everything, SearchOptions.Plain(int.MaxValue))
        {
            EntersLinks = false,
            ForeignKeyFound = key => unlistable(new TransferIssue(key[_root.Prefix.Length..], $"No path can name the key '{key}'.")),
        };
        var entries = _fileSystem.Tree.EnumerateAsync(_root.Path, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await AskAsync("", () => entries.MoveNextAsync().AsTask()).ConfigureAwait(false))
            {
                yield return Item(entries.Current);
            }
        }
    }

    public override Task EnsureRootAsync(CancellationToken cancellationToken) =>
        AskAsync("", async () =>
        {
            if (!_root.IsMountRoot)
            {
                await _fileSystem.Tree.CreateDirectoryAsync(_root.Path, null, cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    public override string? Refusal(string path)
    {
        // One byte more for the slash of a marker.
        if (Encoding.UTF8.GetByteCount(_root.Prefix) + Encoding.UTF8.GetByteCount(path) >= MaxKeyBytes)
        {
            return $"Its key would have more than {MaxKeyBytes} bytes, the limit of S3.";
        }

        return IsEncodable(path) ? null : "The name has half a surrogate pair, which no key can hold.";
    }

    public override async Task<FileFacts?> DescribeAsync(string path, ListedKind kind, CancellationToken cancellationToken)
    {
        var key = kind == ListedKind.Directory ? Key(path + "/") : Key(path);
        var info = await AskAsync(path, () => _store.HeadAsync(key, cancellationToken)).ConfigureAwait(false);
        return info is null ? null : FactsOf(info, KindOf(kind));
    }

    public override async Task<FileFacts> ReadWholeAsync(TreeItem item, Memory<byte> buffer, CancellationToken cancellationToken) =>
        await AskAsync(item.Path, async () =>
        {
            for (var attempt = 1; ; attempt++)
            {
                var body = await _store.GetAsync(Key(item.Path), null, null, cancellationToken).ConfigureAwait(false);
                await using (body.ConfigureAwait(false))
                {
                    if (body.Length > buffer.Length)
                    {
                        throw new SourceChangedException(item.Path);
                    }

                    try
                    {
                        await body.Content.ReadExactlyAsync(buffer[..(int)body.Length], cancellationToken).ConfigureAwait(false);
                        return FactsOf(body.Info, EntryKind.File);
                    }
                    catch (StoreException error) when (IsBroken(error) && attempt < MaxReadAttempts)
                    {
                        // The answer broke off: ask again.
                    }
                }
            }
        }).ConfigureAwait(false);

    public override async Task ReadPartAsync(string path, FileFacts facts, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var pinned = new PinnedObject(_store, Key(path), _root.Path.AppendRelative(path), new ObjectInfo(Key(path).Key, facts.Length, facts.Version, default));
        try
        {
            await AskAsync(path, async () =>
            {
                await pinned.FillAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
        catch (IOException changed) when (changed.InnerException is StoreException
            { Kind: StoreErrorKind.PreconditionFailed or StoreErrorKind.NotFound or StoreErrorKind.RangeNotSatisfiable })
        {
            throw new SourceChangedException(path, changed.InnerException);
        }
    }

    public override Task<WrittenFile> ReadBackAsync(string path, CancellationToken cancellationToken) =>
        AskAsync(path, async () =>
        {
            for (var attempt = 1; ; attempt++)
            {
                var body = await _store.GetAsync(Key(path), null, null, cancellationToken).ConfigureAwait(false);
                await using (body.ConfigureAwait(false))
                {
                    try
                    {
                        var (length, crc32) = await Crc32Text.OfAsync(body.Content, cancellationToken).ConfigureAwait(false);
                        return new WrittenFile(body.Info.ETag, length, crc32);
                    }
                    catch (StoreException error) when (IsBroken(error) && attempt < MaxReadAttempts)
                    {
                        // The answer broke off: ask again.
                    }
                }
            }
        });

    public override async Task<WrittenFile?> LookAsync(string path, CancellationToken cancellationToken)
    {
        var info = await AskAsync(path, () => _store.HeadAsync(Key(path), cancellationToken)).ConfigureAwait(false);
        return info is null ? null : new WrittenFile(info.ETag, info.Length, Crc32Text.Parse(info.Crc32));
    }

    private static bool IsBroken(StoreException error) => error.Kind is StoreErrorKind.Unavailable or StoreErrorKind.Corrupt or StoreErrorKind.Throttled;

    private static bool IsEncodable(string path)
    {
        foreach (var rune in path.EnumerateRunes())
        {
            // An unpaired surrogate is read as the replacement character.
            if (rune == Rune.ReplacementChar && !path.Contains('\uFFFD', StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static EntryKind KindOf(ListedKind kind) => kind switch
    {
        ListedKind.Directory => EntryKind.Directory,
        ListedKind.Link => EntryKind.Link,
        _ => EntryKind.File,
    };

    private static FileFacts FactsOf(ObjectInfo info, EntryKind kind) => new(info.Length, info.ETag, HeaderCodec.Read(info, kind))
    {
        Headers = info.Headers,
        Crc32 = info.Crc32,
        StorageClass = info.StorageClass,
    };

    private TreeItem Item(Entry entry)
    {
        var path = entry.Path.Value[(_root.Path.IsRoot ? 1 : _root.Path.Value.Length + 1)..];
        return entry.Kind switch
        {
            EntryKind.Directory => new TreeItem(path, ListedKind.Directory),
            EntryKind.Link => new TreeItem(path, ListedKind.Link)
            {
                LinkTarget = entry.LinkTarget, Version = entry.Object!.ETag, Facts = FactsOf(entry.Object, EntryKind.Link),
            },
            _ => new TreeItem(path, ListedKind.File)
            {
                Length = entry.Length,
                Version = entry.Object!.ETag,
                Object = entry.Object,
                Facts = entry.Object.Headers is null ? null : FactsOf(entry.Object, EntryKind.File),
            },
        };
    }

    private ObjectKey Key(string path) => new(_root.Bucket, _root.Prefix + path);

    /// <summary>Asks the store; its failures become what a disk would throw, about the path.</summary>
    private async Task<T> AskAsync<T>(string path, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            throw IoErrors.From(error, path.Length == 0 ? _root.Path : _root.Path.AppendRelative(path));
        }
    }
}
