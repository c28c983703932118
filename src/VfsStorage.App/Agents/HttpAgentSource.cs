using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly.CircuitBreaker;
using Polly.Timeout;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Agents;

/// <summary>
/// Asks the services themselves. Whatever is not an answer in the service's own shape is an <see cref="AgentException"/>, and so is
/// never taken for "not found" and never cached.
/// </summary>
internal sealed class HttpAgentSource(IHttpClientFactory clients, AgentSettings settings) : IAgentSource
{
    /// <inheritdoc/>
    public async Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        var address = AgentAddress.Of(request, settings.Endpoints[request.Agent].BaseUrl!);
        using var client = clients.CreateClient(request.Agent);
        try
        {
            using var response = await client.GetAsync(address, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Failure(request, string.Create(CultureInfo.InvariantCulture, $"refused (HTTP {(int)response.StatusCode}): try again later"), (int)response.StatusCode);
            return Read(request, await response.Content.ReadAsByteArrayAsync(cancellationToken), response);
        }
        catch (HttpRequestException exception)
        {
            throw Failure(request, "cannot be reached: try again later", cause: exception);
        }
        catch (TimeoutRejectedException exception)
        {
            throw Failure(request, string.Create(CultureInfo.InvariantCulture, $"did not answer within {settings.Timeout.TotalSeconds} s"), cause: exception);
        }
        catch (BrokenCircuitException exception)
        {
            throw Failure(request, "has failed too often and is left alone for a while", cause: exception);
        }
    }

    private static JsonNode Read(AgentRequest request, byte[] content, HttpResponseMessage response)
    {
        if (content.Length == 0)
            throw Failure(request, "gave an empty answer", (int)response.StatusCode);
        JsonNode? answer;
        try
        {
            answer = JsonNode.Parse(content);
        }
        catch (JsonException exception)
        {
            var type = response.Content.Headers.ContentType?.MediaType ?? "something";
            throw Failure(request, $"answered with {type} that is not JSON", (int)response.StatusCode, exception);
        }

        // BrokerCheck and IAPD say 200 and an error code when they cannot search.
        if (answer is JsonObject single && single["errorCode"] is JsonValue code && code.ToString() is not ("0" or ""))
            throw Failure(request, $"could not search (error {code})", (int)response.StatusCode);
        return answer ?? throw Failure(request, "gave an empty answer", (int)response.StatusCode);
    }

    private static AgentException Failure(AgentRequest request, string what, int? status = null, Exception? cause = null) =>
        new($"{request.Agent}/{request.Service} {what}.", status, cause);
}
