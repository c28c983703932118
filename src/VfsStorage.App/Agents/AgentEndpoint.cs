namespace VfsStorage.App.Agents;

/// <summary>How one agent is asked.</summary>
/// <param name="Source">Recorded, or over HTTP.</param>
/// <param name="BaseUrl">The service's address; <see langword="null"/> for an agent that is not asked over HTTP.</param>
internal sealed record AgentEndpoint(AgentSource Source, Uri? BaseUrl);
