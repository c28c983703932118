namespace VfsStorage.App.Serving.Answers;

/// <summary>Which answers about one employee were deleted.</summary>
internal sealed record ClearedCache(string Status, string Message, IReadOnlyList<string> ClearedAgents);
