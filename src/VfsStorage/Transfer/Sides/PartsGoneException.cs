namespace VfsStorage.Transfer.Sides;

/// <summary>The parts of an earlier run are not there any more: the file must be begun again.</summary>
internal sealed class PartsGoneException(string path, Exception? cause = null) : IOException($"The parts of '{path}' that were sent before are gone.", cause);
