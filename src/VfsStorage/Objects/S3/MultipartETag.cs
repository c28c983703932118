using System.Security.Cryptography;

namespace VfsStorage.Objects.S3;

/// <summary>Foretells the ETag of a multipart object: the MD5 over its parts' MD5s, and their number.</summary>
internal static class MultipartETag
{
    /// <summary>The ETag, or <see langword="null"/> where the parts' ETags are no MD5s.</summary>
    public static string? Of(IReadOnlyList<UploadedPart> parts)
    {
        if (parts.Count == 0 || !parts.All(part => ETags.IsMd5(part.ETag))) return null;
        var digests = parts.OrderBy(part => part.Number).SelectMany(part => Convert.FromHexString(part.ETag)).ToArray();
#pragma warning disable CA5351 // S3 defines the ETag so.
        return $"{Convert.ToHexStringLower(MD5.HashData(digests))}-{parts.Count}";
#pragma warning restore CA5351
    }
}
