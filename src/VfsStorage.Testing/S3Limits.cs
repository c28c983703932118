namespace VfsStorage.Testing;

/// <summary>The limits S3 sets; lower them to reach a limit in a test without moving gigabytes.</summary>
public sealed record S3Limits
{
    /// <summary>The limits of Amazon S3.</summary>
    public static S3Limits AmazonS3 { get; } = new();

    /// <summary>Smallest part but the last, bytes. Default 5 MiB.</summary>
    public long MinPartBytes { get; init; } = 5L << 20;

    /// <summary>Largest part, bytes. Default 5 GiB.</summary>
    public long MaxPartBytes { get; init; } = 5L << 30;

    /// <summary>Highest part number. Default 10,000.</summary>
    public int MaxParts { get; init; } = 10_000;

    /// <summary>Largest object a single PUT may send, bytes. Default 5 GiB.</summary>
    public long MaxPutBytes { get; init; } = 5L << 30;

    /// <summary>Largest object CopyObject may copy, bytes. Default 5 GiB.</summary>
    public long MaxCopyBytes { get; init; } = 5L << 30;

    /// <summary>Largest object, bytes. Default 50 TiB.</summary>
    public long MaxObjectBytes { get; init; } = 50L << 40;

    /// <summary>Most entries on a page of any listing. Default 1,000.</summary>
    public int MaxPageEntries { get; init; } = 1_000;

    /// <summary>Most keys of a bulk delete. Default 1,000.</summary>
    public int MaxBulkDeleteKeys { get; init; } = 1_000;

    /// <summary>Longest key, bytes of its UTF-8 form. Default 1,024; more is not supported.</summary>
    public int MaxKeyBytes { get; init; } = 1_024;

    /// <summary>Most bytes of user metadata, names and values together. Default 2 KiB.</summary>
    public int MaxMetadataBytes { get; init; } = 2_048;

    /// <summary>Most tags of an object. Default 10.</summary>
    public int MaxTags { get; init; } = 10;
}
