namespace VfsStorage.Transfer;

/// <summary>What a transfer did.</summary>
public sealed record TransferReport
{
    /// <summary>Files and links that were copied and proven.</summary>
    public long Copied { get; init; }

    /// <summary>Their bytes, without those that an earlier run had sent.</summary>
    public long CopiedBytes { get; init; }

    /// <summary>Files and links that were there already.</summary>
    public long Equal { get; init; }

    /// <summary>Directories that were made, or whose times or mode were set.</summary>
    public long Directories { get; init; }

    /// <summary>Source files that were deleted or archived because their copies are proven.</summary>
    public long Retired { get; init; }

    /// <summary>Entries that only the destination had and that were deleted there.</summary>
    public long Deleted { get; init; }

    /// <summary>What could not be transferred, with reasons; empty if all went well.</summary>
    public IReadOnlyList<TransferIssue> Failed { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }
}
