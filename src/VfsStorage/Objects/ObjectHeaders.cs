namespace VfsStorage.Objects;

/// <summary>What is stored beside an object's bytes and must survive a rewrite or a copy: content headers and user metadata.</summary>
internal sealed record ObjectHeaders
{
    // Before None, which reads it: static fields are set in the order they are written.
    private static readonly Dictionary<string, string> EmptyMetadata = [];

    /// <summary>No headers and no metadata; the store chooses its default content type.</summary>
    public static readonly ObjectHeaders None = new();

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentLanguage { get; init; }

    public string? CacheControl { get; init; }

    /// <summary>The <c>Expires</c> header as it was sent.</summary>
    public string? Expires { get; init; }

    /// <summary>User metadata: names in lower case without the <c>x-amz-meta-</c> prefix.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = EmptyMetadata;
}
