namespace VfsStorage.Tests.Behaviour;

/// <summary>The file systems that every behaviour test runs on.</summary>
public static class Backends
{
    public static readonly Backend Disk = new DiskBackend();

    public static readonly Backend S3 = new S3Backend();

    public static IEnumerable<Backend> All => [Disk, S3];
}
