namespace VfsStorage.Claims;

/// <summary>How a file is replaced so that a reader, or a crash, never sees half of it.</summary>
public enum WriteStrategy
{
    /// <summary>Write a temporary file in the same folder, then move it over the target. Needed on a disk.</summary>
    TemporaryThenMove,

    /// <summary>Write the target itself: one request. Only where a write becomes visible all at once on close, as on S3.</summary>
    Direct,
}
