namespace VfsStorage.Transfer;

/// <summary>What proves a copy before it counts as made.</summary>
public enum TransferVerification
{
    /// <summary>Its content: by the checksum that the store keeps, and where there is none by reading the copy back.</summary>
    Checksum,

    /// <summary>Its length.</summary>
    Size,

    /// <summary>That nothing failed.</summary>
    None,
}
