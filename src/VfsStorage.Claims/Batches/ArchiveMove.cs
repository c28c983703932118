namespace VfsStorage.Claims.Batches;

/// <summary>What became of a move to the archive.</summary>
internal enum ArchiveMove
{
    /// <summary>The file is in the archive, and not in the input area any more.</summary>
    Done,

    /// <summary>Another content has the name: another one must be planned.</summary>
    NameTaken,

    /// <summary>The file is in neither place.</summary>
    Gone,
}
