using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace VfsStorage.Testing.Checksums;

/// <summary>MD5, which the S3 protocol prescribes for ETags, Content-MD5 and customers' keys.</summary>
internal static class Md5
{
    public const int Length = MD5.HashSizeInBytes;

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Prescribed by the protocol, protects nothing.")]
    public static byte[] Of(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);

    /// <summary>The value of a Content-MD5 header.</summary>
    public static string Base64Of(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(Of(bytes));
}
