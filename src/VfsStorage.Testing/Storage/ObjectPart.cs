using VfsStorage.Testing.Checksums;

namespace VfsStorage.Testing.Storage;

/// <summary>What a completed object still knows of one of its parts.</summary>
internal sealed record ObjectPart(int Number, long Size, ObjectChecksum? Checksum);
