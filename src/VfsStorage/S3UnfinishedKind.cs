namespace VfsStorage;

/// <summary>What was left unfinished.</summary>
public enum S3UnfinishedKind
{
    /// <summary>A directory was being moved: its files are partly at the old, partly at the new place, or at both.</summary>
    Move,

    /// <summary>Data that was written could not be sent; it is kept in a local file.</summary>
    Write,
}
