namespace VfsStorage.Transfer;

/// <summary>What becomes of a file at the destination that differs from its source.</summary>
public enum TransferConflict
{
    /// <summary>It is replaced.</summary>
    Replace,

    /// <summary>It is replaced only if it is, unchanged, what an earlier run with the same manifest put there; otherwise it stays, and is reported.</summary>
    KeepUnlessOurs,
}
