using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>How ETags come about. All are without quotes.</summary>
internal static class EntityTag
{
    public static string OfMd5(ReadOnlySpan<byte> md5) => Convert.ToHexStringLower(md5);

    /// <summary>An ETag that says nothing about the bytes, as encrypted objects have.</summary>
    public static string Random() => Guid.NewGuid().ToString("N");

    /// <summary>The same in the form of an object uploaded in parts, which no client takes for the MD5 of the bytes.</summary>
    public static string RandomOfPart() => $"{Random()}-1";

    /// <summary>The MD5 of the parts' MD5s, and how many they are.</summary>
    public static string OfParts(IReadOnlyCollection<string> partETags)
    {
        var md5s = partETags.SelectMany(Convert.FromHexString).ToArray();
        return $"{OfMd5(Md5.Of(md5s))}-{partETags.Count}";
    }

    public static string Unquote(string etag) => etag.Length >= 2 && etag[0] == '"' && etag[^1] == '"' ? etag[1..^1] : etag;

    /// <summary>Reads a content through a digest; for copies, whose bytes do not come in with the request.</summary>
    public static async Task DigestAsync(Content content, BodyDigest digest, CancellationToken cancellationToken)
    {
        await foreach (var piece in content.ReadAsync(0, content.Length, cancellationToken).ConfigureAwait(false))
            digest.Append(piece.Span);
    }
}
