using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Testing;

/// <summary>Ways in which other stores differ from Amazon S3. The default, <see cref="None"/>, is Amazon S3.</summary>
[Flags]
public enum S3StoreQuirks
{
    /// <summary>Behaves as Amazon S3.</summary>
    None = 0,

    /// <summary>A conditional DELETE deletes, whatever the condition says.</summary>
    IgnoresIfMatchOnDelete = 1 << 0,

    /// <summary>Conditions on CopyObject, on source and destination, have no effect.</summary>
    IgnoresConditionsOnCopy = 1 << 1,

    /// <summary>Conditions on CompleteMultipartUpload have no effect.</summary>
    IgnoresConditionsOnComplete = 1 << 2,

    /// <summary>An <c>If-Match</c> on a PUT matches only without the quotes; with them it fails with 412.</summary>
    RequiresUnquotedIfMatch = 1 << 3,

    /// <summary>Bodies with a trailing checksum are refused.</summary>
    RefusesChunkedTrailers = 1 << 4,

    /// <summary>RenameObject answers 200 and leaves an empty object.</summary>
    RenameObjectLeavesEmptyObject = 1 << 5,

    /// <summary>A range on an empty object is answered with 416. Amazon S3 does this, too, so it changes nothing.</summary>
    RangeOnEmptyIs416 = 1 << 6,

    /// <summary><c>If-None-Match</c> on PUT has no effect.</summary>
    IgnoresIfNoneMatchOnPut = 1 << 7,

    /// <summary><c>If-Match</c> on PUT has no effect.</summary>
    IgnoresIfMatchOnPut = 1 << 8,

    /// <summary>No checksum is kept unless the client sent one, and multipart objects have composite checksums only.</summary>
    NoFullObjectChecksums = 1 << 9,

    /// <summary>Conditions on the destination of CopyObject have no effect; those on its source have.</summary>
    IgnoresDestinationConditionsOnCopy = 1 << 10,

    /// <summary>Checksums that come with an upload are neither checked nor kept.</summary>
    IgnoresChecksums = 1 << 11,

    /// <summary>A copy that replaces the metadata has no tags unless they are sent with it.</summary>
    DropsTagsOnCopy = 1 << 12,

    /// <summary>What was measured on Ceph RGW 16.2.</summary>
    [SuppressMessage("Usage", "CA2217:Do not mark enums with FlagsAttribute", Justification = "A named combination of the flags above.")]
    CephRgw16 = IgnoresIfMatchOnDelete | IgnoresConditionsOnCopy | IgnoresConditionsOnComplete | RequiresUnquotedIfMatch
        | RefusesChunkedTrailers | RenameObjectLeavesEmptyObject | RangeOnEmptyIs416 | NoFullObjectChecksums | IgnoresChecksums | DropsTagsOnCopy,

    /// <summary>MinIO as the library's profile for it describes it.</summary>
    [SuppressMessage("Usage", "CA2217:Do not mark enums with FlagsAttribute", Justification = "A named combination of the flags above.")]
    Minio = IgnoresDestinationConditionsOnCopy | IgnoresIfMatchOnDelete,

    /// <summary>Cloudflare R2 as the library's profile for it describes it.</summary>
    [SuppressMessage("Usage", "CA2217:Do not mark enums with FlagsAttribute", Justification = "A named combination of the flags above.")]
    R2 = Minio | IgnoresConditionsOnComplete | NoFullObjectChecksums | IgnoresChecksums,

    /// <summary>Backblaze B2 as the library's profile for it describes it.</summary>
    [SuppressMessage("Usage", "CA2217:Do not mark enums with FlagsAttribute", Justification = "A named combination of the flags above.")]
    B2 = R2 | IgnoresIfMatchOnPut | IgnoresIfNoneMatchOnPut,
}
