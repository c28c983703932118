using System.Globalization;
using Microsoft.AspNetCore.Http;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Http;

/// <summary>The body of a request, decoded if it is <c>aws-chunked</c>; read once.</summary>
internal sealed class RequestBody(HttpContext http, S3LoggedRequest entry)
{
    private const string TrailerSignature = "x-amz-trailer-signature";
    private readonly BodyPipe _pipe = new(http.Request.BodyReader, entry);
    private readonly string _contentSha256 = http.Request.Headers[HeaderName.ContentSha256].ToString();
    private readonly List<KeyValuePair<string, string>> _trailers = [];

    /// <summary>Whether the body is framed in chunks of S3's own kind.</summary>
    public bool IsChunked => _contentSha256.StartsWith("STREAMING-", StringComparison.Ordinal);

    /// <summary>Whether trailers follow the last chunk.</summary>
    public bool HasTrailer => IsChunked && _contentSha256.EndsWith("-TRAILER", StringComparison.Ordinal);

    public IChunkVerifier? Verifier { get; set; }

    /// <summary>Called before bytes are taken off the wire, to hold the connection to its bandwidth.</summary>
    public Func<int, CancellationToken, ValueTask>? Pace
    {
        set => _pipe.Pace = value;
    }

    /// <summary>The length of the decoded body, or null if the client did not state it.</summary>
    public long? Length =>
        !IsChunked ? http.Request.ContentLength
        : long.TryParse(http.Request.Headers[HeaderName.DecodedContentLength], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
        : null;

    /// <summary>A trailer's value once the body has been read, or null.</summary>
    public string? Trailer(string name) =>
        _trailers.Find(t => t.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Passes the decoded body on, and checks its length, its framing and, with a verifier, its signatures.</summary>
    public async Task CopyToAsync(Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellationToken)
    {
        if (!IsChunked)
        {
            Func<ReadOnlyMemory<byte>, ValueTask> tee = Verifier is null ? sink : piece => VerifyAndPass(piece, sink);
            await _pipe.CopyAsync(http.Request.ContentLength, tee, cancellationToken).ConfigureAwait(false);
            Verifier?.EndChunk(null);
            return;
        }

        var total = 0L;
        while (true)
        {
            var (size, signature) = ParseChunkHeader(await _pipe.ReadLineAsync(cancellationToken).ConfigureAwait(false));
            total += size;
            if (total > Length)
                throw S3Error.IncompleteBody.With();
            await _pipe.CopyAsync(size, piece => VerifyAndPass(piece, sink), cancellationToken).ConfigureAwait(false);
            Verifier?.EndChunk(signature);
            if (size == 0)
                break;
            if ((await _pipe.ReadLineAsync(cancellationToken).ConfigureAwait(false)).Length > 0)
                throw S3Error.IncompleteBody.With();
        }

        if (total != Length)
            throw S3Error.IncompleteBody.With();
        await ReadTrailersAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The whole decoded body, which must not be larger than <paramref name="maxBytes"/>.</summary>
    public async Task<byte[]> ReadAllAsync(int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await CopyToAsync(
            piece =>
            {
                if (buffer.Length + piece.Length > maxBytes)
                    throw S3Error.MalformedXml.With();
                buffer.Write(piece.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }

    private static (long Size, string? Signature) ParseChunkHeader(string line)
    {
        const string SignatureKey = "chunk-signature=";
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var size = semicolon < 0 ? line : line[..semicolon];
        var extension = semicolon < 0 ? "" : line[(semicolon + 1)..];
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || value < 0)
            throw S3Error.IncompleteBody.With();
        return (value, extension.StartsWith(SignatureKey, StringComparison.Ordinal) ? extension[SignatureKey.Length..] : null);
    }

    private ValueTask VerifyAndPass(ReadOnlyMemory<byte> piece, Func<ReadOnlyMemory<byte>, ValueTask> sink)
    {
        Verifier?.Append(piece.Span);
        return sink(piece);
    }

    private async Task ReadTrailersAsync(CancellationToken cancellationToken)
    {
        while (await _pipe.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !HasTrailer)
                throw S3Error.MalformedTrailer.With();
            _trailers.Add(new(line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim()));
        }

        if (HasTrailer)
            Verifier?.EndTrailers([.. _trailers.Where(t => t.Key != TrailerSignature)], Trailer(TrailerSignature));
    }
}
