using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving.Webhooks;

/// <summary>Sends one webhook once: signed, without redirects, to where the policy lets it.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly WebhookPolicy _policy;
    private readonly ServeSettings _settings;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(WebhookPolicy policy, ServeSettings settings, TimeProvider time)
    {
        _policy = policy;
        _settings = settings;
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = ConnectAsync,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 64 * 1024 };
    }

    /// <summary>Sends <paramref name="body"/>.</summary>
    public async Task<WebhookAnswer> SendAsync(WebhookDelivery delivery, byte[] body, CancellationToken cancellationToken)
    {
        if (_policy.Refuse(delivery.Url) is { } refusal)
            return new WebhookAnswer(null, refusal, IsFinal: true);
        using var limit = new CancellationTokenSource(_settings.WebhookTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = Request(delivery, body);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode
                ? new WebhookAnswer(status, null)
                : new WebhookAnswer(status, string.Create(CultureInfo.InvariantCulture, $"The receiver answered HTTP {status}."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, string.Create(CultureInfo.InvariantCulture, $"The receiver did not answer within {_settings.WebhookTimeout.TotalSeconds} s."));
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException is WebhookRefusedException
                ? new WebhookAnswer(null, exception.InnerException.Message, IsFinal: true)
                : new WebhookAnswer(null, $"The receiver cannot be reached: {exception.HttpRequestError}.");
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(WebhookDelivery delivery, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("X-Reference-ID", Uri.EscapeDataString(delivery.ReferenceId));
        request.Headers.TryAddWithoutValidation("X-Correlation-ID", Uri.EscapeDataString(delivery.CorrelationId.Length > 0 ? delivery.CorrelationId : delivery.TaskId));
        request.Headers.TryAddWithoutValidation("X-Idempotency-Key", Uri.EscapeDataString(delivery.Id));
        WebhookSignature.Add(request, delivery.TaskId, _time.GetUtcNow(), body, _settings.WebhookSecret);
        return request;
    }

    /// <summary>Checks the very address that is connected to, so that a name cannot mean another one a moment later.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(_policy.MayConnect).ToArray();
        if (allowed.Length == 0)
            throw new WebhookRefusedException(context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
