using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Agents;

/// <summary>Sends each question to the source that <c>config.json</c> names for its agent.</summary>
internal sealed class AgentRouter(AgentSettings settings, RecordedAgentSource recorded, HttpAgentSource http) : IAgentSource
{
    /// <inheritdoc/>
    public Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        IAgentSource source = settings.Endpoints[request.Agent].Source == AgentSource.Http ? http : recorded;
        return source.FetchAsync(request, cancellationToken);
    }
}
