using System.Net;

namespace VfsStorage.Objects.S3;

/// <summary>Tells what the SDK keeps to itself: its own retries, and the answers by which a store asked it to slow down.</summary>
internal sealed class RetryCountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // "attempt=2; max=6"
    private const string AttemptHeader = "amz-sdk-request";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isRetry = request.Headers.TryGetValues(AttemptHeader, out var attempts)
            && attempts.FirstOrDefault() is { } attempt && attempt.StartsWith("attempt=", StringComparison.Ordinal) && !attempt.StartsWith("attempt=1;", StringComparison.Ordinal);
        if (isRetry) Telemetry.Retries.Add(1, new KeyValuePair<string, object?>("kind", "sdk"));
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // The last one of a request is counted where the SDK hands it on.
        var isLast = attempts?.FirstOrDefault() is { } text && IsLast(text);
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests && !isLast)
        {
            ThrottleNotice.Give();
            Telemetry.Throttles.Add(1, new KeyValuePair<string, object?>("kind", "sdk"));
        }

        return response;
    }

    private static bool IsLast(string attempt)
    {
        var numbers = attempt.Split(';', '=');
        return numbers.Length == 4 && numbers[1].Trim() == numbers[3].Trim();
    }
}
