namespace VfsStorage.Testing.Checksums;

/// <summary>Whether a checksum covers the object's bytes or the checksums of its parts.</summary>
internal enum ChecksumType
{
    FullObject,
    Composite,
}
