using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Files;

/// <summary><c>vfs cat</c>, <c>head</c> and <c>stat</c>: what is in files, and what is known of them.</summary>
[TestFixture("local")]
[TestFixture("s3")]
internal sealed class ContentCommandTests(string mode) : FileCommandFixture(mode)
{
    [Test]
    public async Task Cat_Files_PrintsTheirBytes() => Assert.That(
        (await RunAsync("cat", "input/b.txt", "input/20*/c.csv")).Output, Is.EqualTo("textid\n3\n"));

    [Test]
    public async Task Cat_Missing_PrintsTheOthers()
    {
        var result = await RunAsync("cat", "input/none", "input/b.txt");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Output, Is.EqualTo("text"));
        Assert.That(result.ErrorLines, Is.EqualTo(new[] { "vfs: input/none: no such file or directory." }));
    }

    [TestCase("cat", "input/2031")]
    [TestCase("cat", "input")]
    [TestCase("head", "input/2031")]
    public async Task Content_OfADirectory_IsOneLine(string command, string path) =>
        Assert.That(await ErrorAsync(2, command, path), Is.EqualTo($"vfs: {path}: it is a directory."));

    [Test]
    public async Task Cat_NoPath_PointsToTheHelp()
    {
        var result = await RunAsync("cat");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Errors, Does.Contain("vfs cat --help"));
    }

    [Test]
    public async Task Cat_InS3_CostsOneGet()
    {
        Assume.That(IsS3);
        var mark = Server.Requests.Mark;

        await RunAsync("cat", "input/a.csv");

        Assert.That(Server.Requests.Since(mark).ToString(), Is.EqualTo("GET×1"));
    }

    [Test]
    public async Task Cat_StoreFails_IsOneLine()
    {
        Assume.That(IsS3);
        Server.Faults.On(S3Operation.GetObject).Deny();

        Assert.That(await ErrorAsync(2, "cat", "input/a.csv"), Does.StartWith("vfs: input/a.csv: ").And.Contain("denied"));
    }

    [TestCase("-n 1", "id,name\n")]
    [TestCase("-n 2", "id,name\n1,Ada\n")]
    [TestCase("-n 0", "")]
    [TestCase("-n 99", "id,name\n1,Ada\n2,Bruno\n")]
    [TestCase("-c 4", "id,n")]
    public async Task Head_OneFile_PrintsItsBeginning(string option, string expected) =>
        Assert.That((await RunAsync(["head", .. option.Split(' '), "input/a.csv"])).Output, Is.EqualTo(expected));

    [Test]
    public async Task Head_SeveralFiles_HaveHeadings() => Assert.That(
        (await RunAsync("head", "-n", "1", "input/a.csv", "input/2031/c.csv")).Output,
        Is.EqualTo("==> input/a.csv <==\nid,name\n\n==> input/2031/c.csv <==\nid\n"));

    [TestCase("-n", "-1", "--lines must be 0 or more, not '-1'.")]
    [TestCase("-n", "ten", "ten")]
    public async Task Head_BadNumber_NamesIt(string option, string value, string expected) =>
        Assert.That((await RunAsync("head", option, value, "input/a.csv")).Errors, Does.Contain(expected));

    [Test]
    public async Task Stat_FileAndDirectory_ShowWhatIsKnown()
    {
        var lines = await LinesAsync("stat", "input/a.csv", "input/2031");

        Assert.That(lines[..3], Is.EqualTo(new[] { "path:      input/a.csv", "kind:      file", "size:      22 (22 B)" }));
        Assert.That(lines.Count(line => line.StartsWith("modified:", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lines, Has.One.EqualTo("kind:      directory"));
        Assert.That(lines.Count(line => line.StartsWith("mode:      0", StringComparison.Ordinal)), Is.EqualTo(2), string.Join('\n', lines));
    }

    [Test]
    public async Task Stat_Json_IsOneObject() => Assert.That(
        (await LinesAsync("stat", "--json", "input/b.txt"))[0],
        Does.StartWith("""{"path":"input/b.txt","kind":"file","length":4,"modified":"20""").And.Contain("\"is_read_only\":false"));

    [Test]
    public async Task Stat_Missing_IsOneLine() =>
        Assert.That(await ErrorAsync(2, "stat", "input/none"), Is.EqualTo("vfs: input/none: no such file or directory."));
}
