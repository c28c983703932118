using System.Net;
using Amazon.Runtime;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Makes the HTTP clients under the SDK: as many connections as there are requests, each renewed now and then so that a changed address is noticed.
/// </summary>
internal sealed class S3HttpClientFactory : HttpClientFactory
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // The SDK signs anew for another host.
            AutomaticDecompression = DecompressionMethods.None, // An object's bytes are what is stored.
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
        };
        if (clientConfig.ConnectTimeout is { } connect) sockets.ConnectTimeout = connect;
        if (clientConfig.MaxConnectionsPerServer is { } connections) sockets.MaxConnectionsPerServer = connections;
        if (clientConfig.GetWebProxy() is { } proxy) sockets.Proxy = proxy;
        return new HttpClient(new RetryCountingHandler(new SmallBodyHandler(sockets)), disposeHandler: true) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
    }
}
