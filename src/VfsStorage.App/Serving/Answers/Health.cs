namespace VfsStorage.App.Serving.Answers;

/// <summary>Whether the server can work.</summary>
internal sealed record Health(string Status, DateTimeOffset Timestamp, IReadOnlyDictionary<string, string> Components);
