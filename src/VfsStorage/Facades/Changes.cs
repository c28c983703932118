using VfsStorage.Tree;

namespace VfsStorage.Facades;

/// <summary>What each setter of <c>System.IO</c> changes on Linux.</summary>
internal static class Changes
{
    /// <summary>Linux keeps no settable creation time: .NET sets the last write with it, and so do we.</summary>
    public static MetadataChange Creation(DateTimeOffset time) => new() { CreationTime = time, LastWriteTime = time };

    public static MetadataChange LastAccess(DateTimeOffset time) => new() { LastAccessTime = time };

    public static MetadataChange LastWrite(DateTimeOffset time) => new() { LastWriteTime = time };

    public static MetadataChange Mode(UnixFileMode mode) => new() { Mode = Arguments.Mode(mode) };

    /// <summary>Only the read-only flag can be set on Linux.</summary>
    public static MetadataChange Attributes(FileAttributes attributes) =>
        new() { ReadOnly = Arguments.Attributes(attributes).HasFlag(FileAttributes.ReadOnly) };
}
