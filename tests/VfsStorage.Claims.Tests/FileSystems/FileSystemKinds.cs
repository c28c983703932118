using System.IO.Abstractions;
using System.IO.Abstractions.TestingHelpers;
using VfsStorage.Tests;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>The kinds of file systems that behaviour tests run on.</summary>
public static class FileSystemKinds
{
    public static IEnumerable<FileSystemKind> All =>
    [
        new("Memory", CreateMemory),
        new("MemoryWithDirectWrites", () => CreateMemory(WriteStrategy.Direct)),
        new("Disk", CreateDisk),
        new("S3", CreateS3),
    ];

    /// <summary>The kinds that the program runs on, for tests that do much.</summary>
    public static IEnumerable<FileSystemKind> Real => All.Where(kind => kind.Name is "Disk" or "S3");

    /// <summary>The fastest kind, for tests whose subject does not depend on the file system.</summary>
    public static TestFileSystem CreateMemory() => CreateMemory(WriteStrategy.TemporaryThenMove);

    private static TestFileSystem CreateMemory(WriteStrategy writes) => new(new MockFileSystem(), "/", () => { }) { Writes = writes };

    private static TestFileSystem CreateS3() => S3Storage.Create();

    private static TestFileSystem CreateDisk()
    {
        var root = MemoryFolder.Create("vfs-claims-");
        return new TestFileSystem(new FileSystem(), root, () => Directory.Delete(root, recursive: true));
    }
}
