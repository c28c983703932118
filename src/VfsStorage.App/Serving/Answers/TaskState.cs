using System.Text.Json.Nodes;

namespace VfsStorage.App.Serving.Answers;

/// <summary>What became of an accepted claim.</summary>
internal sealed record TaskState(string TaskId, string Status, string ReferenceId, JsonNode? Result, string? Error);
