namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>A kind of file system that every behaviour test runs on; add a kind to <see cref="FileSystemKinds.All"/>.</summary>
public sealed record FileSystemKind(string Name, Func<TestFileSystem> Create)
{
    public override string ToString() => Name;
}
