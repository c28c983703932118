namespace VfsStorage.Claims.Caching;

/// <summary>What the cache holds about one employee.</summary>
/// <param name="EmployeeNumber">The employee.</param>
/// <param name="Agents">The agents with cached answers.</param>
/// <param name="Reports">The names of the kept report versions, oldest first.</param>
public sealed record CachedEmployee(string EmployeeNumber, IReadOnlyList<CachedAgent> Agents, IReadOnlyList<string> Reports);
