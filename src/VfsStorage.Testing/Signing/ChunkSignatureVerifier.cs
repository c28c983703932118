using System.Security.Cryptography;
using System.Text;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Signing;

/// <summary>Checks the chain of chunk signatures, each of which signs the one before, and the signature of the trailers.</summary>
internal sealed class ChunkSignatureVerifier(SigningKey key, SignatureClaim claim) : IChunkVerifier
{
    private static readonly string HashOfNothing = Convert.ToHexStringLower(SHA256.HashData([]));
    private readonly IncrementalHash _chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = claim.Signature;

    public void Append(ReadOnlySpan<byte> data) => _chunk.AppendData(data);

    public void EndChunk(string? signature) =>
        Advance("PAYLOAD", $"{HashOfNothing}\n{Convert.ToHexStringLower(_chunk.GetHashAndReset())}", signature);

    public void EndTrailers(IReadOnlyList<KeyValuePair<string, string>> trailers, string? signature)
    {
        var text = string.Concat(trailers.Select(t => $"{t.Key}:{t.Value}\n"));
        Advance("TRAILER", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), signature);
    }

    private void Advance(string kind, string hashes, string? signature)
    {
        var stringToSign = $"{SignatureClaim.Algorithm}-{kind}\n{claim.Date}\n{claim.Scope}\n{_previous}\n{hashes}";
        _previous = key.Sign(stringToSign);
        if (_previous != signature)
            throw S3Error.SignatureDoesNotMatch.With(("AWSAccessKeyId", claim.AccessKey), ("StringToSign", stringToSign), ("SignatureProvided", signature ?? ""));
    }
}
