using Amazon.Runtime;

namespace VfsStorage.Benchmarks.Running;

/// <summary>The SDK's HTTP client as it is, but for the counting.</summary>
internal sealed class CountingClientFactory : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new CountingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
}
