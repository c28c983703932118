namespace VfsStorage.App.Serving.Answers;

/// <summary>What a receiver said to a test.</summary>
internal sealed record TestedWebhook(string Status, string Message, int? StatusCode);
