using VfsStorage.Tree;

namespace VfsStorage.Facades;

/// <summary>Which of an entry's times is meant, and what a caller's time means.</summary>
internal static class Times
{
    public static readonly Func<EntryMetadata, DateTimeOffset> Creation = metadata => metadata.CreationTime;

    public static readonly Func<EntryMetadata, DateTimeOffset> LastAccess = metadata => metadata.LastAccessTime;

    public static readonly Func<EntryMetadata, DateTimeOffset> LastWrite = metadata => metadata.LastWriteTime;

    /// <summary>The instant that a UTC setter means: a time of no kind is UTC already.</summary>
    public static DateTimeOffset Utc(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
}
