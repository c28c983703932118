using System.Buffers;

namespace VfsStorage.Objects;

/// <summary>
/// The few requests that everything above is made of. Each method is one S3 request unless it says otherwise, retried by
/// the implementation where a retry is safe. Every failure is a <see cref="StoreException"/>, except cancellation.
/// Implemented over the AWS SDK by <c>S3.S3ObjectStore</c>; decorated for counting. Below this line nobody knows paths.
/// </summary>
internal interface IObjectStore
{
    /// <summary>Tells of one object with its headers, or <see langword="null"/> if there is none.</summary>
    Task<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Starts reading an object, or a range of it, as soon as its headers have come. A range past the end is
    /// <see cref="StoreErrorKind.RangeNotSatisfiable"/>, which an empty object answers to every range.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="range">The bytes wanted; <see langword="null"/> for all.</param>
    /// <param name="etag">The version it must be, or <see langword="null"/> for the newest.</param>
    /// <param name="cancellationToken">Ends the wait for the headers; reading the content takes its own.</param>
    Task<ObjectBody> GetAsync(ObjectKey key, ByteRange? range, string? etag, CancellationToken cancellationToken);

    /// <summary>Writes an object in one PUT and answers its ETag and write time. The bytes must not change until it is done.</summary>
    Task<ObjectInfo> PutAsync(ObjectKey key, ReadOnlySequence<byte> content, ObjectHeaders headers, Precondition precondition, CancellationToken cancellationToken);

    /// <summary>Begins a multipart upload; the object appears when it is completed.</summary>
    Task<MultipartUpload> BeginUploadAsync(ObjectKey key, ObjectHeaders headers, CancellationToken cancellationToken);

    /// <summary>Uploads one part, replacing an earlier one of that number.</summary>
    Task<UploadedPart> UploadPartAsync(MultipartUpload upload, int number, ReadOnlySequence<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes one part of bytes that the store already has.</summary>
    Task<UploadedPart> CopyPartAsync(MultipartUpload upload, PartCopy part, CancellationToken cancellationToken);

    /// <summary>Makes the object of its parts, in the order given, and answers its ETag.</summary>
    Task<ObjectInfo> CompleteUploadAsync(MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition, CancellationToken cancellationToken);

    /// <summary>Drops an upload and its parts; one that is gone already is fine.</summary>
    Task AbortUploadAsync(MultipartUpload upload, CancellationToken cancellationToken);

    /// <summary>Lists one page.</summary>
    Task<ListPage> ListAsync(ListRequest request, CancellationToken cancellationToken);

    /// <summary>Copies on the server: one COPY, or a multipart copy above 5 GiB or when asked. Answers the copy's ETag.</summary>
    Task<ObjectInfo> CopyAsync(CopyRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes one object; a missing one is fine. With <paramref name="etag"/>, only that version.</summary>
    Task DeleteAsync(ObjectKey key, string? etag, CancellationToken cancellationToken);

    /// <summary>Deletes up to 1,000 keys of one bucket in one request and answers those that remain.</summary>
    Task<IReadOnlyList<DeleteFailure>> DeleteManyAsync(string bucket, IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes up to 1,000 keys of one bucket, each only if it still is the version named, in one request where the store checks that, and otherwise
    /// after a look at their listing. Answers those that remain: one that has become another version with <see cref="StoreErrorKind.PreconditionFailed"/>.
    /// </summary>
    Task<IReadOnlyList<DeleteFailure>> DeleteVersionsAsync(string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken);
}
