using System.Security.Cryptography;

namespace VfsStorage.Testing.Checksums;

/// <summary>Computes, in one pass over an upload, what its ETag and its checks need.</summary>
internal sealed class BodyDigest : IDisposable
{
    private readonly IncrementalHash? _md5;
    private readonly ChecksumHasher? _checksum;

    /// <param name="withMd5">Whether the MD5 is wanted.</param>
    /// <param name="algorithm">The checksum that is wanted, or null.</param>
    public BodyDigest(bool withMd5, ChecksumAlgorithm? algorithm)
    {
        _md5 = withMd5 ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
        _checksum = algorithm is { } wanted ? ChecksumHasher.Create(wanted) : null;
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        _md5?.AppendData(data);
        _checksum?.Append(data);
    }

    /// <summary>The MD5, or null if it was not wanted.</summary>
    public byte[]? Md5() => _md5?.GetHashAndReset();

    /// <summary>The checksum, or null if none was wanted.</summary>
    public byte[]? Checksum() => _checksum?.Finish();

    public void Dispose()
    {
        _md5?.Dispose();
        _checksum?.Dispose();
    }
}
