namespace VfsStorage.Testing.Checksums;

/// <summary>A checksum as S3 stores and returns it: base64, with <c>-N</c> behind it when it is composite.</summary>
internal sealed record ObjectChecksum(ChecksumAlgorithm Algorithm, ChecksumType Type, string Value);
