namespace VfsStorage.App.Serving.Answers;

/// <summary>A claim that will be processed in the background.</summary>
internal sealed record AcceptedClaim(string Status, string ReferenceId, string TaskId, string Message);
