namespace VfsStorage.App.Serving.Answers;

/// <summary>Which files were deleted.</summary>
internal sealed record CleanedCache(string Status, string Message, IReadOnlyList<string> DeletedFiles);
