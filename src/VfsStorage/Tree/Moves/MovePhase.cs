namespace VfsStorage.Tree.Moves;

/// <summary>How far a move of a directory has come.</summary>
internal enum MovePhase
{
    /// <summary>Objects are copied; every source is still there.</summary>
    Copying,

    /// <summary>Every copy was confirmed; sources are deleted.</summary>
    Deleting,
}
