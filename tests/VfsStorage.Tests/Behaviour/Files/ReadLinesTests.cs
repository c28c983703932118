namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>ReadLines opens the file at the call and reads it while it is enumerated.</summary>
public sealed class ReadLinesTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void ReadLines_FileMissing_ThrowsAtTheCall() =>
        Assert.That(() => { _ = FileSystem.File.ReadLines(MissingFile); }, Fails.FileNotFound(MissingFile));

    [Test]
    public void ReadLinesAsync_FileMissing_ThrowsAtTheCall()
    {
        Requires(Capabilities.AsyncMembersOpenAtTheCall);
        Assert.That(() => { _ = FileSystem.File.ReadLinesAsync(MissingFile); }, Fails.FileNotFound(MissingFile));
    }

    [Test]
    public void ReadLines_NotYetEnumerated_HoldsTheFile()
    {
        var path = AFile();
        var lines = FileSystem.File.ReadLines(path);
        Assert.That(() => OpenAlone(path), Fails.InUse(path));
        ((IDisposable)lines).Dispose();
        Assert.That(() => OpenAlone(path), Throws.Nothing);
    }

    [Test]
    public void ReadLines_Finished_LetsTheFileGo()
    {
        var path = AFile(content: "a\nb");
        Assert.That(FileSystem.File.ReadLines(path).Count(), Is.EqualTo(2));
        Assert.That(() => OpenAlone(path), Throws.Nothing);
    }

    [Test]
    public void ReadLines_NotFinished_LetsTheFileGo()
    {
        var path = AFile(content: "a\nb\nc");
        Assert.That(FileSystem.File.ReadLines(path).First(), Is.EqualTo("a"));
        Assert.That(() => OpenAlone(path), Throws.Nothing);
    }

    [Test]
    public void ReadLines_EnumeratedTwice_StartsAgain()
    {
        var lines = FileSystem.File.ReadLines(AFile(content: "a\nb"));
        Assert.That(lines.ToArray(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(lines.ToArray(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void ReadLines_EnumeratedTwice_SecondTimeSeesTheNewContent()
    {
        var path = AFile(content: "a\nb");
        var lines = FileSystem.File.ReadLines(path);
        Assert.That(lines.Count(), Is.EqualTo(2));
        FileSystem.File.WriteAllText(path, "c");
        Assert.That(lines.ToArray(), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public void ReadLines_NotEnumeratedFileDeleted_StillReadsIt()
    {
        var path = AFile(content: "a\nb");
        using var lines = FileSystem.File.ReadLines(path).GetEnumerator();
        Assert.That(lines.MoveNext(), Is.True);
        FileSystem.File.Delete(path);
        Assert.That(lines.MoveNext(), Is.True);
        Assert.That(lines.Current, Is.EqualTo("b"));
    }

    [Test]
    public async Task ReadLinesAsync_Enumerated_YieldsTheLines()
    {
        var lines = new List<string>();
        await foreach (var line in FileSystem.File.ReadLinesAsync(AFile(content: "a\nb")))
            lines.Add(line);
        Assert.That(lines, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task ReadLinesAsync_NotFinished_LetsTheFileGo()
    {
        var path = AFile(content: "a\nb\nc");
        await foreach (var _ in FileSystem.File.ReadLinesAsync(path))
            break;
        Assert.That(() => OpenAlone(path), Throws.Nothing);
    }

    [Test]
    public void ReadLinesAsync_CancelledMidway_Throws()
    {
        var path = AFile(content: "a\nb\nc");
        using var source = new CancellationTokenSource();
        Assert.That(
            async () =>
            {
                await foreach (var _ in FileSystem.File.ReadLinesAsync(path, source.Token))
                    await source.CancelAsync();
            },
            Throws.InstanceOf<OperationCanceledException>());
    }

    private void OpenAlone(string path) => FileSystem.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
}
