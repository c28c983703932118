namespace VfsStorage.Transfer;

/// <summary>How a transfer is made.</summary>
public sealed class TransferOptions
{
    /// <summary>What proves a copy. Default <see cref="TransferVerification.Checksum"/>.</summary>
    public TransferVerification Verification { get; set; }

    /// <summary>
    /// True to compare the contents of files whose size, times and mode are the same, too. Default false. Without it such files count as equal.
    /// </summary>
    public bool CompareContent { get; set; }

    /// <summary>True to delete each source file when its copy is proven. Default false. Directories stay.</summary>
    public bool DeleteSource { get; set; }

    /// <summary>True to delete what the destination has and the source does not, after everything else went well. Default false.</summary>
    public bool DeleteExtra { get; set; }

    /// <summary>
    /// Where source files are moved when their copies are proven, instead of being deleted: a place in the source's own file system or store.
    /// Default <see langword="null"/>: they stay. A name that is taken there gets a number.
    /// </summary>
    public TransferPlace? ArchiveSource { get; set; }

    /// <summary>Which files and links are transferred, by their path below the source with <c>/</c> between names. Default all.</summary>
    public Func<string, bool>? Filter { get; set; }

    /// <summary>The path below the destination of a source path. Default the same. Two files that would get one path are reported.</summary>
    public Func<string, string>? Rename { get; set; }

    /// <summary>True to leave directories alone that no transferred file needs. Default false: empty ones, times and modes are transferred.</summary>
    public bool FilesOnly { get; set; }

    /// <summary>True to leave files out that the manifest proves as transferred before, even where the copy is gone. Default false.</summary>
    public bool SkipKnown { get; set; }

    /// <summary>What becomes of a differing file at the destination. Default <see cref="TransferConflict.Replace"/>.</summary>
    public TransferConflict Conflict { get; set; }

    /// <summary>How many files are under way at once, 1 to 1,000. Default 64. Of large files, at most 16 parts are under way together.</summary>
    public int Parallelism { get; set; } = 64;

    /// <summary>The size of a part of a large file in bytes, 5 MiB to 5 GiB; files up to this size go in one request. Default 6 MiB.</summary>
    public long PartSizeBytes { get; set; } = 6L << 20;

    /// <summary>
    /// The local file that says what is done, so that the same transfer goes on where an earlier one ended. Default <see langword="null"/>:
    /// nothing is kept, and what is half done is dropped.
    /// </summary>
    public string? ManifestPath { get; set; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
