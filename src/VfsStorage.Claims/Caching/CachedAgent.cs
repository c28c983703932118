namespace VfsStorage.Claims.Caching;

/// <summary>What the cache holds of one agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Services">Its services with cached answers.</param>
public sealed record CachedAgent(string Agent, IReadOnlyList<CachedService> Services);
