namespace VfsStorage.Tree;

/// <summary>What an entry is.</summary>
internal enum EntryKind
{
    File,
    Directory,

    /// <summary>A symbolic link, whatever it leads to.</summary>
    Link,
}
