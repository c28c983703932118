namespace VfsStorage.Transfer.Sides;

/// <summary>The source is another version than the one whose copy was begun: the copy must begin again.</summary>
internal sealed class SourceChangedException(string path, Exception? cause = null) : IOException($"'{path}' changed while it was copied.", cause);
