namespace VfsStorage.App.Serving.Answers;

/// <summary>What a request did.</summary>
internal sealed record Outcome(string Status, string Message);
