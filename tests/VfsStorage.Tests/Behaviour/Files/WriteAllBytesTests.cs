namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Writing whole files as bytes.</summary>
public sealed class WriteAllBytesTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly byte[] Bytes = [1, 2, 3];

    [Test]
    public async Task WriteAllBytes_EveryOverload_WritesTheSame()
    {
        FileSystem.File.WriteAllBytes(PathOf("a"), Bytes);
        FileSystem.File.WriteAllBytes(PathOf("b"), Bytes.AsSpan());
        await FileSystem.File.WriteAllBytesAsync(PathOf("c"), Bytes);
        await FileSystem.File.WriteAllBytesAsync(PathOf("d"), Bytes.AsMemory());
        foreach (var name in new[] { "a", "b", "c", "d" })
            Assert.That(FileSystem.File.ReadAllBytes(PathOf(name)), Is.EqualTo(Bytes), name);
    }

    [Test]
    public async Task WriteAllBytes_ExistingIsLonger_LeavesNoRest()
    {
        var path = AFile(content: "a long content that was here before");
        FileSystem.File.WriteAllBytes(path, Bytes);
        Assert.That(FileSystem.File.ReadAllBytes(path), Is.EqualTo(Bytes));
        await FileSystem.File.WriteAllBytesAsync(path, Array.Empty<byte>());
        Assert.That(FileSystem.File.ReadAllBytes(path), Is.Empty);
    }

    [Test]
    public void WriteAllBytes_Empty_MakesAnEmptyFile()
    {
        FileSystem.File.WriteAllBytes(MissingFile, ReadOnlySpan<byte>.Empty);
        Assert.That(FileSystem.FileInfo.New(MissingFile).Length, Is.Zero);
    }

    [Test]
    public void WriteAllBytes_BytesNull_ThrowsAndTouchesNothing()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.WriteAllBytes(path, (byte[])null!), Fails.ArgumentNull("bytes"));
        Assert.That(() => FileSystem.File.WriteAllBytesAsync(path, (byte[])null!), Fails.ArgumentNull("bytes"));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void WriteAllBytes_PathAndBytesNull_NamesTheBytes()
    {
        Assert.That(() => FileSystem.File.WriteAllBytes(null!, (byte[])null!), Fails.ArgumentNull("bytes"));
        Assert.That(() => FileSystem.File.WriteAllBytesAsync(null!, (byte[])null!), Fails.ArgumentNull("bytes"));
    }

    [Test]
    public void WriteAllBytes_FileOpenUnshared_Throws()
    {
        var path = AFile();
        using var _ = FileSystem.File.Open(path, FileMode.Open);
        Assert.That(() => FileSystem.File.WriteAllBytes(path, Bytes), Fails.InUse(path));
    }

    [Test]
    public void WriteAllBytes_FileOpenUnshared_KeepsTheOldContent()
    {
        var path = AFile();
        using (FileSystem.File.Open(path, FileMode.Open))
            Assert.That(() => FileSystem.File.WriteAllBytes(path, Bytes), Throws.InstanceOf<IOException>());
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void WriteAllBytes_FileIsReadOnly_Throws()
    {
        Requires(Capabilities.ReadOnlyEnforced);
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(() => FileSystem.File.WriteAllBytes(path, Bytes), Fails.AccessDenied(path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }
}
