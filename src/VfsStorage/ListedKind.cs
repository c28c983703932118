namespace VfsStorage;

/// <summary>What a listed entry is. Links are not followed.</summary>
public enum ListedKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, wherever it leads.</summary>
    Link,
}
