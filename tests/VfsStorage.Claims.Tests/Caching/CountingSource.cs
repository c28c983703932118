using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;

namespace VfsStorage.Claims.Tests.Caching;

/// <summary>Answers what a test says, and remembers what it was asked.</summary>
internal sealed class CountingSource(Func<AgentRequest, JsonNode?> answer) : IAgentSource
{
    public List<AgentRequest> Requests { get; } = [];

    public Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.FromResult(answer(request)!);
    }
}
