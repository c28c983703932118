namespace VfsStorage.Transfer.Sides;

/// <summary>A file that the target has taken.</summary>
/// <param name="Version">Its version at the target.</param>
/// <param name="Length">Its size there.</param>
/// <param name="Crc32">The CRC32 that the store checked or keeps for the whole content; <see langword="null"/> if it keeps none.</param>
internal sealed record WrittenFile(string Version, long Length, uint? Crc32)
{
    /// <summary>Whether the store has shown already that the content is the source's.</summary>
    public bool IsProven { get; init; }
}
