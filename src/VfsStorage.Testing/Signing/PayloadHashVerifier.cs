using System.Security.Cryptography;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Signing;

/// <summary>Checks that a body is the one whose SHA-256 was signed.</summary>
internal sealed class PayloadHashVerifier(string signedHash) : IChunkVerifier
{
    private readonly IncrementalHash _body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Append(ReadOnlySpan<byte> data) => _body.AppendData(data);

    public void EndChunk(string? signature)
    {
        var actual = Convert.ToHexStringLower(_body.GetHashAndReset());
        if (actual != signedHash)
            throw S3Error.ContentSha256Mismatch.With(("ClientComputedContentSHA256", signedHash), ("S3ComputedContentSHA256", actual));
    }

    public void EndTrailers(IReadOnlyList<KeyValuePair<string, string>> trailers, string? signature)
    {
    }
}
