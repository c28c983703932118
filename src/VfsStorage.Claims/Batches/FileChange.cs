namespace VfsStorage.Claims.Batches;

/// <summary>What happened to a file of the input area since it was read to its end.</summary>
internal enum FileChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Another file has its name, or it was written to.</summary>
    Replaced,

    /// <summary>It is not there any more.</summary>
    Gone,
}
