using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>A copy that was made and not yet proven.</summary>
/// <param name="Facts">The source's version that was copied.</param>
/// <param name="Written">What the target says of it.</param>
/// <param name="Crc32">The CRC32 of the bytes that passed through here; <see langword="null"/> where the store copied by itself.</param>
internal sealed record CopiedFile(FileFacts Facts, WrittenFile Written, uint? Crc32);
