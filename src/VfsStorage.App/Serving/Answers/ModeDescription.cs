namespace VfsStorage.App.Serving.Answers;

/// <summary>A processing mode.</summary>
internal sealed record ModeDescription(string Mode, string Description);
