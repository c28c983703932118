namespace VfsStorage;

/// <summary>How bad a finding is.</summary>
public enum StorageFindingLevel
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, but something should be done about it.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Error,
}
