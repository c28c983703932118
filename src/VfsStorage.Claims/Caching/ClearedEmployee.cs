namespace VfsStorage.Claims.Caching;

/// <summary>What was cleared of one employee's cache. Report versions and the request log are always kept.</summary>
/// <param name="EmployeeNumber">The employee.</param>
/// <param name="Exists">Whether the cache knows the employee at all.</param>
/// <param name="ClearedAgents">The agents whose answers were deleted.</param>
public sealed record ClearedEmployee(string EmployeeNumber, bool Exists, IReadOnlyList<string> ClearedAgents);
