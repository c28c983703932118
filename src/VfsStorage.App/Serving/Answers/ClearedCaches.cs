namespace VfsStorage.App.Serving.Answers;

/// <summary>Whose answers were deleted.</summary>
internal sealed record ClearedCaches(string Status, string Message, IReadOnlyList<string> ClearedEmployees, int TotalClearedAgents);
