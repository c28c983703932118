namespace VfsStorage;

/// <summary>Where the application's files are.</summary>
public enum StorageMode
{
    /// <summary>On the local disk.</summary>
    Local,

    /// <summary>In S3.</summary>
    S3,
}
