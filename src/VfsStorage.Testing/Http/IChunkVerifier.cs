namespace VfsStorage.Testing.Http;

/// <summary>Checks the signatures of an <c>aws-chunked</c> body as it is decoded.</summary>
internal interface IChunkVerifier
{
    /// <summary>Takes decoded bytes of the current chunk.</summary>
    void Append(ReadOnlySpan<byte> data);

    /// <summary>Ends the current chunk; throws if <paramref name="signature"/> is not its signature.</summary>
    void EndChunk(string? signature);

    /// <summary>Ends the body; throws if <paramref name="signature"/> does not sign the trailers.</summary>
    void EndTrailers(IReadOnlyList<KeyValuePair<string, string>> trailers, string? signature);
}
