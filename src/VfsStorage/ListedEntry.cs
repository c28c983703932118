namespace VfsStorage;

/// <summary>An entry as a listing tells it, at no further request.</summary>
/// <param name="Path">Its path, starting with the listed directory as the caller spelled it.</param>
/// <param name="Kind">What it is.</param>
public sealed record ListedEntry(string Path, ListedKind Kind)
{
    /// <summary>A file's size in bytes; 0 for all others.</summary>
    public long Length { get; init; }

    /// <summary>
    /// When the store last wrote it, UTC. In S3 that is the object's own time, which a set write time does not change, and which a directory
    /// does not have: <see langword="null"/>. On a disk it is the write time.
    /// </summary>
    public DateTimeOffset? LastModified { get; init; }
}
