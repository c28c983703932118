namespace VfsStorage.Facades.Enumeration;

/// <summary>What an enumeration is for.</summary>
internal enum Targets
{
    Files,
    Directories,
    Both,
}
