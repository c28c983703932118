namespace VfsStorage.App.Serving.Answers;

/// <summary>How many deliveries and dead letters were deleted.</summary>
internal sealed record CleanedWebhooks(string Status, string Message, int Deleted);
