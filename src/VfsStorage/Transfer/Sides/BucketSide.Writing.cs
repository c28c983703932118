using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Transfer.Running;
using VfsStorage.Tree;

namespace VfsStorage.Transfer.Sides;

/// <summary>Writing: times and mode go along in the one request that makes an object, and the store checks its CRC32 before it answers.</summary>
internal sealed partial class BucketSide
{
    public override async Task<WrittenFile> WriteWholeAsync(TargetFile file, ReadOnlyMemory<byte> content, FileFacts facts, CancellationToken cancellationToken)
    {
        var headers = HeaderCodec.ForImport(facts.Headers, EntryKind.File, facts.Metadata);
        var info = await WriteAsync(
            file,
            () => _store.PutAsync(Key(file.Path), new ReadOnlySequence<byte>(content), headers, ConditionOf(file), cancellationToken),
            there => there.Length == content.Length && (Crc32Text.Parse(there.Crc32) == Crc32.HashToUInt32(content.Span) || IsMd5Of(there.ETag, content))).ConfigureAwait(false);
        return new WrittenFile(info.ETag, info.Length, Crc32Text.Parse(info.Crc32)) { IsProven = info.Crc32 is null && IsMd5Of(info.ETag, content) };
    }

    public override async Task<string> BeginAsync(string path, FileFacts facts, CancellationToken cancellationToken)
    {
        var headers = HeaderCodec.ForImport(facts.Headers, EntryKind.File, facts.Metadata);
        return (await AskAsync(path, () => _store.BeginUploadAsync(Key(path), headers, cancellationToken)).ConfigureAwait(false)).UploadId;
    }

    public override async Task<PartProof> WritePartAsync(
        PartTarget target, int number, long offset, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var part = await WithUploadAsync(
            target, upload => _store.UploadPartAsync(upload, number, new ReadOnlySequence<byte>(content), cancellationToken)).ConfigureAwait(false);
        return new PartProof(number, part.ETag, Crc32.HashToUInt32(content.Span), content.Length) { IsChecked = part.Crc32 is not null, IsMd5 = part.Crc32 is null && IsMd5Of(part.ETag, content) };
    }

    public override async Task<WrittenFile> CompleteAsync(
        PartTarget target, FileFacts facts, IReadOnlyList<PartProof> parts, CancellationToken cancellationToken)
    {
        var sent = parts.OrderBy(part => part.Number)
            .Select(part => new UploadedPart(part.Number, part.ETag, part.IsChecked ? Crc32Text.Format(part.Crc32) : null) { Length = part.Length }).ToList();
        var info = await WriteAsync(
            target.File,
            () => WithUploadAsync(target, upload => _store.CompleteUploadAsync(upload, sent, ConditionOf(target.File), cancellationToken)),
            there => there.ETag == MultipartETag.Of(sent)).ConfigureAwait(false);
        // Without checksums, each part was compared with its MD5, and the object's ETag is the MD5 of those.
        var isProven = parts.All(part => part.IsMd5) && MultipartETag.Of(sent) == info.ETag;
        return new WrittenFile(info.ETag, info.Length, null) { IsProven = isProven };
    }

    public override Task AbortAsync(PartTarget target, CancellationToken cancellationToken) =>
        AskAsync(target.Path, async () =>
        {
            await _store.AbortUploadAsync(Upload(target), cancellationToken).ConfigureAwait(false);
            return true;
        });

    /// <summary>Copies a file of another tree of the same store, without its bytes passing through here.</summary>
    /// <exception cref="SourceChangedException">The source is another version.</exception>
    /// <exception cref="TargetChangedException">Something else is there than what may be replaced.</exception>
    public async Task<WrittenFile> CopyFromAsync(BucketSide source, string sourcePath, TargetFile file, FileFacts facts, CancellationToken cancellationToken)
    {
        var info = new ObjectInfo(source.Key(sourcePath).Key, facts.Length, facts.Version, facts.Metadata.LastWriteTime) { Headers = facts.Headers };
        var request = new CopyRequest(source.Key(sourcePath), Key(file.Path))
        {
            Precondition = ConditionOf(file),
            StaysOnServer = true,
            SourceETag = facts.Version,
            SourceLength = facts.Length,
            StorageClass = facts.StorageClass,
            Headers = HeaderCodec.ForCopy(info, keepCreationTime: true),
        };
        var copy = await WriteAsync(
            file,
            async () =>
            {
                try
                {
                    return await _store.CopyAsync(request, cancellationToken).ConfigureAwait(false);
                }
                catch (StoreException changed) when (changed.Kind == StoreErrorKind.PreconditionFailed)
                {
                    var now = await source._store.HeadAsync(request.Source, cancellationToken).ConfigureAwait(false);
                    throw now?.ETag == facts.Version ? changed : new SourceChangedException(sourcePath, changed);
                }
            },
            there => there.Length == facts.Length && (there.ETag == facts.Version || (there.Crc32 is not null && there.Crc32 == facts.Crc32))).ConfigureAwait(false);
        // The same MD5 is the same content; anything else has to be looked at.
        var isSame = copy.ETag == facts.Version && !copy.IsMultipart;
        return new WrittenFile(copy.ETag, facts.Length, isSame ? Crc32Text.Parse(facts.Crc32) : Crc32Text.Parse(copy.Crc32)) { IsProven = isSame };
    }

    public override async Task CreateDirectoryAsync(string path, FileFacts? facts, CancellationToken cancellationToken)
    {
        var headers = facts is null
            ? HeaderCodec.ForDirectory(HeaderCodec.DefaultDirectoryMode, _fileSystem.Options.TimeProvider.GetUtcNow())
            : HeaderCodec.ForImport(facts.Headers, EntryKind.Directory, facts.Metadata);
        await AskAsync(path, () => _store.PutAsync(Key(path + "/"), default, headers, Precondition.None, cancellationToken)).ConfigureAwait(false);
    }

    public override Task FinishDirectoryAsync(string path, FileFacts facts, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CreateLinkAsync(TargetFile file, string target, FileFacts facts, CancellationToken cancellationToken) =>
        AskAsync(file.Path, async () =>
        {
            // As one part, so that listings tell possible links from files; see docs/SEMANTICS.md.
            var upload = await _store.BeginUploadAsync(
                Key(file.Path), HeaderCodec.ForImport(facts.Headers, EntryKind.Link, facts.Metadata), cancellationToken).ConfigureAwait(false);
            try
            {
                var content = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(target));
                var part = await _store.UploadPartAsync(upload, 1, content, CancellationToken.None).ConfigureAwait(false);
                return await WriteAsync(
                    file,
                    () => _store.CompleteUploadAsync(upload, [part], ConditionOf(file), CancellationToken.None),
                    there => there.ETag == MultipartETag.Of([part])).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is StoreException or IOException)
            {
                await _store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        });

    public override Task DeleteAsync(string path, ListedKind kind, string version, CancellationToken cancellationToken) =>
        AskAsync(path, async () =>
        {
            try
            {
                var (key, etag) = kind == ListedKind.Directory ? (Key(path + "/"), null) : (Key(path), version);
                await _store.DeleteAsync(key, etag, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (StoreException changed) when (changed.Kind == StoreErrorKind.PreconditionFailed)
            {
                throw new SourceChangedException(path, changed);
            }
        });

    public override async Task ArchiveAsync(string path, string version, TreeSide archive, CancellationToken cancellationToken)
    {
        var bucket = (BucketSide)archive;
        await AskAsync(path, async () =>
        {
            foreach (var name in FreeNames.Of(path))
            {
                if (await TryArchiveAsync(path, version, bucket, name, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            return true;
        }).ConfigureAwait(false);
        await DeleteAsync(path, ListedKind.File, version, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies one version to a free name; <see langword="false"/> if another file has the name.</summary>
    private async Task<bool> TryArchiveAsync(string path, string version, BucketSide archive, string name, CancellationToken cancellationToken)
    {
        var source = await _store.HeadAsync(Key(path), cancellationToken).ConfigureAwait(false);
        if (source?.ETag != version)
        {
            throw new SourceChangedException(path);
        }

        try
        {
            await archive._store.CopyAsync(
                new CopyRequest(Key(path), archive.Key(name))
                {
                    SourceETag = version,
                    SourceLength = source.Length,
                    StorageClass = source.StorageClass,
                    Headers = HeaderCodec.ForCopy(source, keepCreationTime: true),
                    Precondition = Precondition.Missing,
                },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (StoreException taken) when (taken.Kind == StoreErrorKind.PreconditionFailed)
        {
            // By a run before that was interrupted between copy and delete, by another file, or the source changed just now.
            var there = await archive._store.HeadAsync(archive.Key(name), cancellationToken).ConfigureAwait(false);
            return there is null ? throw new SourceChangedException(path, taken) : there.ETag == version && there.Length == source.Length;
        }
    }

    // Under encryption with a key of its own an ETag is no MD5, and then never the same by chance.
    private static bool IsMd5Of(string etag, ReadOnlyMemory<byte> content) =>
#pragma warning disable CA5351 // Against broken transfers, not against forgers: S3 defines the ETag so.
        string.Equals(etag, Convert.ToHexString(MD5.HashData(content.Span)), StringComparison.OrdinalIgnoreCase);
#pragma warning restore CA5351

    private static Precondition ConditionOf(TargetFile file) => file.Replaced switch
    {
        null => Precondition.Missing,
        "" => Precondition.None,
        var version => Precondition.Matches(version),
    };

    /// <summary>
    /// Writes under a condition. What refuses it may be the same write, whose answer was lost before it was sent again: then it is what it should be.
    /// </summary>
    private Task<ObjectInfo> WriteAsync(TargetFile file, Func<Task<ObjectInfo>> write, Func<ObjectInfo, bool> isOurs) =>
        AskAsync(file.Path, async () =>
        {
            try
            {
                return await write().ConfigureAwait(false);
            }
            catch (Exception taken) when (TransferErrors.KindOf(taken) == StoreErrorKind.PreconditionFailed && taken is not SourceChangedException)
            {
                var there = await _store.HeadAsync(Key(file.Path), CancellationToken.None).ConfigureAwait(false);
                return there is not null && isOurs(there) ? there : throw new TargetChangedException(file.Path);
            }
        });

    private MultipartUpload Upload(PartTarget target) => new(Key(target.Path), target.Token);

    private Task<T> WithUploadAsync<T>(PartTarget target, Func<MultipartUpload, Task<T>> use) =>
        AskAsync(target.Path, async () =>
        {
            try
            {
                return await use(Upload(target)).ConfigureAwait(false);
            }
            catch (StoreException gone) when (gone.Kind == StoreErrorKind.NoSuchUpload)
            {
                throw new PartsGoneException(target.Path, gone);
            }
        });
}
