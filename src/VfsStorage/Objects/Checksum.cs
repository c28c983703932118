using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace VfsStorage.Objects;

/// <summary>
/// What the bytes of a body must add up to: the CRC32 that the store keeps, or, where it keeps none, the MD5 that the ETag of
/// an object written in one piece is. Computed here because the SDK's own CRC32 is the slower one and adds a chunked trailer on upload.
/// </summary>
internal sealed class Checksum : IDisposable
{
    private readonly string _expected;
    private readonly Crc32? _crc32;
    private readonly IncrementalHash? _md5;

    private Checksum(string expected, Crc32? crc32, IncrementalHash? md5) => (_expected, _crc32, _md5) = (expected, crc32, md5);

    /// <summary>Expects this CRC32, in base64.</summary>
    public static Checksum OfCrc32(string expected) => new(expected, new Crc32(), null);

    /// <summary>Expects this MD5, in hexadecimal.</summary>
#pragma warning disable CA5351 // Against broken transfers, not against forgers: S3 defines the ETag so.
    public static Checksum OfMd5(string expected) => new(expected, null, IncrementalHash.CreateHash(HashAlgorithmName.MD5));
#pragma warning restore CA5351

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _crc32?.Append(bytes);
        _md5?.AppendData(bytes);
    }

    /// <summary>Whether the bytes so far are those expected.</summary>
    public bool Matches() => _crc32 is not null
        ? Base64(_crc32.GetCurrentHashAsUInt32()) == _expected
        : string.Equals(Convert.ToHexString(_md5!.GetCurrentHash()), _expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>The CRC32 of these bytes as S3 writes it: base64 of four bytes, most significant first.</summary>
    public static string Crc32Of(ReadOnlySequence<byte> content)
    {
        var crc32 = new Crc32();
        foreach (var segment in content) crc32.Append(segment.Span);
        return Base64(crc32.GetCurrentHashAsUInt32());
    }

    public void Dispose() => _md5?.Dispose();

    private static string Base64(uint crc32)
    {
        Span<byte> bytes = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, crc32);
        return Convert.ToBase64String(bytes);
    }
}
