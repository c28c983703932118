namespace VfsStorage.App.Agents;

/// <summary>Reads an answer to its end within the call, so that the call's time limit and repetitions cover a body that trickles or breaks off.</summary>
internal sealed class WholeAnswerHandler : DelegatingHandler
{
    private const long MaxBytes = 16 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
