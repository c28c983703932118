namespace VfsStorage.Tree;

/// <summary>Times and mode of an entry, as .NET on Linux would tell them.</summary>
/// <param name="CreationTime">UTC.</param>
/// <param name="LastAccessTime">UTC.</param>
/// <param name="LastWriteTime">UTC.</param>
/// <param name="Mode">The permission bits.</param>
internal readonly record struct EntryMetadata(
    DateTimeOffset CreationTime, DateTimeOffset LastAccessTime, DateTimeOffset LastWriteTime, UnixFileMode Mode)
{
    /// <summary>The read-only flag, for a caller who counts as every file's owner.</summary>
    public bool IsReadOnly => Mode.HasFlag(UnixFileMode.UserRead) && !Mode.HasFlag(UnixFileMode.UserWrite);
}
