namespace VfsStorage;

/// <summary>How much of a disk's checking is done before a write.</summary>
public enum S3Semantics
{
    /// <summary>Everything a disk checks is checked: a missing parent, a directory in the way, a read-only file. The default.</summary>
    Strict,

    /// <summary>Writes go straight out: parents appear implicitly, kinds and read-only modes are not checked.</summary>
    Fast,
}
