namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Reading whole files as bytes.</summary>
public sealed class ReadAllBytesTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly byte[][] Contents = [[], [0], [0, 255, 10, 13, 26], [0xEF, 0xBB, 0xBF, 65]];

    [TestCaseSource(nameof(Contents))]
    public void ReadAllBytes_AnyContent_ReturnsIt(byte[] content)
    {
        FileSystem.File.WriteAllBytes(PathOf("f"), content);
        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")), Is.EqualTo(content));
    }

    [TestCaseSource(nameof(Contents))]
    public async Task ReadAllBytesAsync_AnyContent_ReturnsIt(byte[] content)
    {
        await FileSystem.File.WriteAllBytesAsync(PathOf("f"), content);
        Assert.That(await FileSystem.File.ReadAllBytesAsync(PathOf("f")), Is.EqualTo(content));
    }

    [TestCase(4095)]
    [TestCase(81_920)]
    [TestCase(300_001)]
    public async Task ReadAllBytes_ManyBytes_ReturnsAllInOrder(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        FileSystem.File.WriteAllBytes(PathOf("f"), content);
        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")).AsSpan().SequenceEqual(content), Is.True);
        Assert.That((await FileSystem.File.ReadAllBytesAsync(PathOf("f"))).AsSpan().SequenceEqual(content), Is.True);
    }

    [Test]
    public void ReadAllBytes_Twice_ReturnsSeparateArrays()
    {
        var path = AFile();
        FileSystem.File.ReadAllBytes(path)[0] = 0;
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void ReadAllBytes_FileOpenForWritingSharedNone_Throws()
    {
        var path = AFile();
        using var _ = FileSystem.File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.That(() => FileSystem.File.ReadAllBytes(path), Fails.InUse(path));
    }

    [Test]
    public void ReadAllBytes_FileOpenForReading_ReadsIt()
    {
        var path = AFile();
        using var _ = FileSystem.File.OpenRead(path);
        Assert.That(FileSystem.File.ReadAllBytes(path), Has.Length.EqualTo(7));
    }
}
