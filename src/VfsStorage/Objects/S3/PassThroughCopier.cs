using System.Buffers;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Copies a small object through this machine, on a store that checks a condition on PUT but not on COPY: dearer than a look and a COPY, but
/// of several writers at the same moment exactly one wins.
/// </summary>
internal sealed class PassThroughCopier(S3ObjectStore store, ObjectTags tags)
{
    /// <summary>What is worth the way, in bytes; it is held in memory meanwhile.</summary>
    private const int MaxBytes = 4 << 20;

    /// <summary>Whether a copy is one for this.</summary>
    public static bool Suits(CopyRequest request, StoreCapabilities able) =>
        request is { SourceLength: <= MaxBytes, StorageClass: null, StaysOnServer: false }
        && !able.CopyPrecondition
        && (request.Precondition.MustBeMissing ? able.PutIfMissing : request.Precondition.ETag is not null && able.PutIfMatch != ETagForm.None);

    private const int MaxAttempts = 4;

    /// <summary>Copies, or answers <see langword="null"/> if the object has grown out of this.</summary>
    public async Task<ObjectInfo?> TryCopyAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryOnceAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException broken) when (broken.Code.Length == 0 && broken.Kind is StoreErrorKind.Unavailable or StoreErrorKind.Corrupt && attempt < MaxAttempts)
            {
                // The content broke off on its way here, or came wrong. Nothing was written.
            }
        }
    }

    private async Task<ObjectInfo?> TryOnceAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        var sourceTags = await tags.GetAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var body = await store.GetAsync(request.Source, null, request.SourceETag, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            if (body.Length > MaxBytes) return null;
            var buffer = ArrayPool<byte>.Shared.Rent((int)body.Length);
            try
            {
                var content = buffer.AsMemory(0, (int)body.Length);
                await body.Content.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
                var headers = request.MarkedHeaders ?? request.Headers ?? body.Info.Headers ?? ObjectHeaders.None;
                var copy = await store.PutAsync(request.Destination, new(content), headers, request.Precondition, cancellationToken).ConfigureAwait(false);
                await tags.PutAsync(request.Destination, sourceTags, cancellationToken).ConfigureAwait(false);
                return copy;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
