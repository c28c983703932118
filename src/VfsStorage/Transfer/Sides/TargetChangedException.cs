namespace VfsStorage.Transfer.Sides;

/// <summary>The target has another version than the one that was to be replaced: somebody else wrote there since the transfer looked.</summary>
internal sealed class TargetChangedException(string path)
    : IOException($"'{path}' was made, changed or deleted at the destination after the transfer had looked; it stays as it is. Run the transfer again to see both.");
