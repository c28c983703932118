namespace VfsStorage.Transfer.Sides;

/// <summary>Where a file is written, and what may be there for it.</summary>
/// <param name="Path">Its path below the target's root.</param>
/// <param name="Replaced">The version that it replaces; <see langword="null"/> where nothing may be there, empty for whatever is.</param>
internal sealed record TargetFile(string Path, string? Replaced);
