using System.Net.Sockets;
using System.Text;

namespace VfsStorage.Tests.Testing;

/// <summary>Sends requests the SDK would not send: paths as written, headers as given, no signature.</summary>
internal sealed class RawClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });

    public Task<RawAnswer> SendAsync(string method, string target, params (string Name, string Value)[] headers) =>
        SendAsync(method, target, (HttpContent?)null, headers);

    public Task<RawAnswer> SendAsync(string method, string target, string body, params (string Name, string Value)[] headers) =>
        SendAsync(method, target, new ByteArrayContent(Encoding.UTF8.GetBytes(body)), headers);

    public async Task<RawAnswer> SendAsync(string method, string target, HttpContent? body, params (string Name, string Value)[] headers)
    {
        var uri = new Uri(endpoint.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), uri) { Content = body };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer((int)response.StatusCode, all, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Sends text as it is over a connection of its own and returns everything that comes back.</summary>
    /// <param name="request">The bytes of the request as ISO 8859-1.</param>
    /// <param name="endsHere">Whether the client then closes its side.</param>
    /// <param name="until">The text after which nothing more is waited for; null for the end of the connection.</param>
    public async Task<string> SendTextAsync(string request, bool endsHere = false, string? until = null)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(endpoint.Host, endpoint.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        if (endsHere)
            tcp.Client.Shutdown(SocketShutdown.Send);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while ((until is null || !answer.ToString().Contains(until, StringComparison.Ordinal)) && await stream.ReadAsync(buffer) is var count and > 0)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (IOException)
        {
            // A reset ends the answer, too.
        }

        return answer.ToString();
    }

    public void Dispose() => _http.Dispose();
}
