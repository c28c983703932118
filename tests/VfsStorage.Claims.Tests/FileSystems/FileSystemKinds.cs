using System.IO.Abstractions;
using System.IO.Abstractions.TestingHelpers;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>The kinds of file systems that behaviour tests run on.</summary>
public static class FileSystemKinds
{
    public static IEnumerable<FileSystemKind> All =>
    [
        new("Memory", CreateMemory),
        new("MemoryWithDirectWrites", () => CreateMemory(WriteStrategy.Direct)),
        new("Disk", CreateDisk),
    ];

    /// <summary>The fastest kind, for tests whose subject does not depend on the file system.</summary>
    public static TestFileSystem CreateMemory() => CreateMemory(WriteStrategy.TemporaryThenMove);

    private static TestFileSystem CreateMemory(WriteStrategy writes) => new(new MockFileSystem(), "/", () => { }) { Writes = writes };

    private static TestFileSystem CreateDisk()
    {
        var root = Directory.CreateTempSubdirectory("vfs-claims-").FullName;
        return new TestFileSystem(new FileSystem(), root, () => Directory.Delete(root, recursive: true));
    }
}
