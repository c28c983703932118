namespace VfsStorage;

/// <summary>How far <see cref="FileShare.None"/> reaches.</summary>
public enum S3Locking
{
    /// <summary>It holds between the handles of one <see cref="S3FileSystem"/>. Between processes, an edit is a compare-and-swap.</summary>
    Process,

    /// <summary>
    /// It holds between machines, too, where all use this and mount the same prefix: each open asks for a lease object, and one with
    /// <see cref="FileShare.None"/> makes one. Needs a store that checks the conditions of a PUT; elsewhere such an open is refused.
    /// </summary>
    Lease,
}
