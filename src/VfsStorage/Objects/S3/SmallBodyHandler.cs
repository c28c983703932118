namespace VfsStorage.Objects.S3;

/// <summary>
/// Sends small bodies together with their headers. The SDK asks for <c>100 Continue</c> before every upload, which costs a round trip;
/// that pays only where a refused body would have been large.
/// </summary>
internal sealed class SmallBodyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>What counts as small, in bytes.</summary>
    public const long SmallBytes = 1 << 20;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content?.Headers.ContentLength < SmallBytes) request.Headers.ExpectContinue = false;
        return base.SendAsync(request, cancellationToken);
    }
}
