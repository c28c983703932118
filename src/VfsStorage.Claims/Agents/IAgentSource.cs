using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Agents;

/// <summary>Answers agents' questions: from recorded answers, or from the public services.</summary>
public interface IAgentSource
{
    /// <summary>
    /// Answers one question in the service's own shape: an object for <see cref="AnswerKind.Single"/>, an array for
    /// <see cref="AnswerKind.List"/>. Nothing found is an answer, not an error.
    /// </summary>
    /// <exception cref="AgentException">The source refuses (a rate limit, for one) or fails; nothing is cached.</exception>
    Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken);
}
