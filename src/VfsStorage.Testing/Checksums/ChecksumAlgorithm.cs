namespace VfsStorage.Testing.Checksums;

/// <summary>The checksum algorithms S3 verifies and stores.</summary>
internal enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}
