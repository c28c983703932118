namespace VfsStorage.Objects;

/// <summary>A server-side copy of a whole object, up to 5 GiB in one request; larger ones are copied in parts by the store.</summary>
/// <param name="Source">What is copied.</param>
/// <param name="Destination">Where to.</param>
internal sealed record CopyRequest(ObjectKey Source, ObjectKey Destination)
{
    /// <summary>The source's version; a source that changed since fails with <see cref="StoreErrorKind.PreconditionFailed"/>.</summary>
    public string? SourceETag { get; init; }

    /// <summary>The source's size in bytes when known; decides between one COPY and a copy in parts. Unknown means one COPY.</summary>
    public long? SourceLength { get; init; }

    /// <summary>
    /// What the copy's headers and metadata become; <see langword="null"/> carries the source's over.
    /// Tags and storage class are carried over in both cases.
    /// </summary>
    public ObjectHeaders? Headers { get; init; }

    /// <summary>
    /// Takes the place of <see cref="Headers"/> where the store itself checks the condition on the destination: a mark in it tells a copy whose answer
    /// was lost from somebody else's. <see langword="null"/> for none.
    /// </summary>
    public ObjectHeaders? MarkedHeaders { get; init; }

    /// <summary>
    /// The source's storage class as its info told it, so that the copy gets it too; <see langword="null"/> is the store's default class.
    /// S3 itself does not carry it over.
    /// </summary>
    public string? StorageClass { get; init; }

    /// <summary>Copy by a multipart upload even when small, so that the copy's ETag keeps its <c>-N</c> form.</summary>
    public bool AsMultipart { get; init; }

    /// <summary>
    /// Where the store checks no condition of a copy, look before it rather than pass the bytes through this machine to have one checked.
    /// </summary>
    public bool StaysOnServer { get; init; }

    /// <summary>What must hold of the destination.</summary>
    public Precondition Precondition { get; init; }
}
