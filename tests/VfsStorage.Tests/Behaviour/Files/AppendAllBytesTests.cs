namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Adding bytes to the end of a file.</summary>
public sealed class AppendAllBytesTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly byte[] Bytes = [1, 2, 3];

    [Test]
    public async Task AppendAllBytes_EveryOverload_AddsAtTheEnd()
    {
        FileSystem.File.AppendAllBytes(PathOf("f"), [0]);
        FileSystem.File.AppendAllBytes(PathOf("f"), Bytes.AsSpan(0, 1));
        await FileSystem.File.AppendAllBytesAsync(PathOf("f"), [2]);
        await FileSystem.File.AppendAllBytesAsync(PathOf("f"), Bytes.AsMemory(2));
        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")), Is.EqualTo(new byte[] { 0, 1, 2, 3 }));
    }

    [Test]
    public void AppendAllBytes_Empty_MakesTheFile()
    {
        FileSystem.File.AppendAllBytes(MissingFile, ReadOnlySpan<byte>.Empty);
        Assert.That(FileSystem.File.ReadAllBytes(MissingFile), Is.Empty);
    }

    [Test]
    public void AppendAllBytes_EmptyToExisting_KeepsIt()
    {
        var path = AFile();
        FileSystem.File.AppendAllBytes(path, Array.Empty<byte>());
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void AppendAllBytes_BytesNull_Throws()
    {
        Assert.That(() => FileSystem.File.AppendAllBytes(MissingFile, (byte[])null!), Fails.ArgumentNull("bytes"));
        Assert.That(() => FileSystem.File.AppendAllBytesAsync(MissingFile, (byte[])null!), Fails.ArgumentNull("bytes"));
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void AppendAllBytes_FileIsReadOnly_Throws()
    {
        Requires(Capabilities.ReadOnlyEnforced);
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(() => FileSystem.File.AppendAllBytes(path, Bytes), Fails.AccessDenied(path));
    }

    [Test]
    public void AppendAllBytes_ManyTimes_LosesNothing()
    {
        for (var i = 0; i < 50; i++)
            FileSystem.File.AppendAllBytes(PathOf("f"), [(byte)i]);
        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")), Is.EqualTo(Enumerable.Range(0, 50).Select(i => (byte)i)));
    }
}
