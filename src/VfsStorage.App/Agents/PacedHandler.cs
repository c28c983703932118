namespace VfsStorage.App.Agents;

/// <summary>Lets a call, first try or repetition, wait for its turn at the host.</summary>
internal sealed class PacedHandler(HostPaces paces) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await paces.WaitAsync(request.RequestUri!.Authority, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
