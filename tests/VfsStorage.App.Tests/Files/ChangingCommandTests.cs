using System.Globalization;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Files;

/// <summary><c>vfs cp</c>, <c>mv</c>, <c>rm</c> and <c>mkdir</c>: what they change, what they refuse, and when they ask.</summary>
[TestFixture("local")]
[TestFixture("s3")]
internal sealed class ChangingCommandTests(string mode) : FileCommandFixture(mode)
{
    [Test]
    public async Task Cp_File_ToANewNameAndIntoADirectory()
    {
        await LinesAsync("cp", "input/a.csv", "output/copy.csv");
        await LinesAsync("cp", "input/a.csv", "input/b.txt", "output");

        Assert.That(FilesOf("output"), Is.EquivalentTo(new[] { "a.csv", "b.txt", "copy.csv" }));
        Assert.That((await RunAsync("cat", "output/copy.csv")).Output, Is.EqualTo("id,name\n1,Ada\n2,Bruno\n"));
    }

    [Test]
    public async Task Cp_Directory_TakesAllBelowIt()
    {
        var lines = await LinesAsync("cp", "-r", "--json", "input", "output/all");

        Assert.That(FilesOf("output"), Is.EquivalentTo(new[] { "all/2031/05/d.csv", "all/2031/c.csv", "all/a.csv", "all/b.txt" }));
        Assert.That(await LinesAsync("ls", "output/all"), Has.Member("empty/"));
        Assert.That(lines[0], Is.EqualTo("""{"from":"input","to":"output/all","files":4,"directories":4,"bytes":31}"""));
    }

    [Test]
    public async Task Cp_BetweenTheDiskAndTheStorage_CarriesTheBytes()
    {
        var folder = Path.Combine(Scratch.Root, "outside");
        Directory.CreateDirectory(folder);

        await LinesAsync("cp", "-r", "input/2031", $"file://{folder}");
        await LinesAsync("cp", "-r", $"file://{folder}/2031", "archive");

        Assert.That(Scratch.FilesOf(folder), Is.EquivalentTo(new[] { "2031/05/d.csv", "2031/c.csv" }));
        Assert.That(FilesOf("archive"), Is.EquivalentTo(new[] { "2031/05/d.csv", "2031/c.csv" }));
        Assert.That((await RunAsync("cat", "archive/2031/c.csv")).Output, Is.EqualTo("id\n3\n"));
    }

    [TestCase("input/none", "output", "input/none: no such file or directory.")]
    [TestCase("input/2031", "output", "input/2031: it is a directory; add -r to copy it with all below it.")]
    [TestCase("input/a.csv", "input/a.csv", "input/a.csv: source and destination are the same.")]
    [TestCase("input/a.csv", "input/b.txt", "input/b.txt: a file is there already; add --force to replace it.")]
    [TestCase("input/a.csv", "output/none/a.csv", "output/none/a.csv: its folder does not exist; make it with vfs mkdir.")]
    [TestCase("input/a.csv", "output/none/", "output/none/: it is not a directory; make it with vfs mkdir.")]
    [TestCase("-r input/2031", "input/2031/05", "input/2031: a directory cannot go into itself (input/2031/05/2031).")]
    [TestCase("-r input/2031", "input/a.csv", "input/a.csv: a file is there already.")]
    [TestCase("input/a.csv input/b.txt", "output/new", "output/new: several files need a directory to go to; make it with vfs mkdir.")]
    public async Task Cp_Mistake_IsOneLineAndChangesNothing(string sources, string destination, string expected)
    {
        var line = await ErrorAsync(2, ["cp", .. sources.Split(' '), destination]);

        Assert.That(line, Is.EqualTo("vfs: " + expected));
        Assert.That(FilesOf("output"), Is.Empty);
        Assert.That(FilesOf("input"), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Cp_Force_ReplacesTheFile()
    {
        await LinesAsync("cp", "--force", "input/b.txt", "input/a.csv");

        Assert.That((await RunAsync("cat", "input/a.csv")).Output, Is.EqualTo("text"));
    }

    [Test]
    public async Task Cp_LinkToADirectory_IsGoneInto()
    {
        var (folder, link) = (Path.Combine(Scratch.Root, "outside"), Path.Combine(Scratch.Root, "link"));
        Directory.CreateDirectory(folder);
        Directory.CreateSymbolicLink(link, folder);

        await LinesAsync("cp", "--force", "input/a.csv", $"file://{link}");
        await LinesAsync("cp", "input/b.txt", $"file://{link}/");

        Assert.That(Scratch.FilesOf(folder), Is.EqualTo(new[] { "a.csv", "b.txt" }));
        Assert.That(new DirectoryInfo(link).LinkTarget, Is.EqualTo(folder));
    }

    [Test]
    public async Task Cp_DirectoryIntoItselfThroughALink_IsRefused()
    {
        Assume.That(IsS3, Is.False);
        var link = Path.Combine(Scratch.Root, "link");
        Directory.CreateSymbolicLink(link, Scratch.Input);

        Assert.That(await ErrorAsync(2, "cp", "-r", "input", $"file://{link}/x"), Does.Contain("input: a directory cannot go into itself"));
        Assert.That(Directory.Exists(Path.Combine(Scratch.Input, "x")), Is.False);
    }

    [Test]
    public async Task Cp_NameThatIsNotUtf8_IsToldAndNothingIsCopied()
    {
        var folder = Path.Combine(Scratch.Root, "outside");
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        await File.WriteAllTextAsync(Path.Combine(folder, "good\uFFFD"), "its name is as it is");
        await RunShellAsync($"printf x > \"$(printf '{folder}/below/bad\\377')\"");

        var line = await ErrorAsync(2, "cp", "-r", $"file://{folder}", "output");
        // .NET cannot delete it.
        await RunShellAsync($"rm -r '{folder}/below'");

        Assert.That(line, Is.EqualTo($"vfs: {folder}/below/bad\uFFFD: its name is not UTF-8, so that nothing here can name it; rename it first."));
        Assert.That(FilesOf("output"), Is.Empty);
    }

    [Test]
    public async Task Cp_UploadFails_LeavesNothing()
    {
        Assume.That(IsS3);
        var file = Path.Combine(Scratch.Root, "big.bin");
        await File.WriteAllBytesAsync(file, new byte[20 << 20]);
        Server.Faults.On(S3Operation.UploadPart).Deny();

        var line = await ErrorAsync(2, "cp", $"file://{file}", "output/big.bin");

        Assert.That(line, Does.Contain("denied"));
        Assert.That(FilesOf("output"), Is.Empty);
        Assert.That(Server.CountOpenUploads("claims-output"), Is.Zero);
        Assert.That(Scratch.FilesOf(Path.Combine(Scratch.Root, "spill")), Is.Empty, "The source is still there.");
    }

    [Test]
    public async Task Mv_FilesAndDirectories_BetweenAreas()
    {
        await LinesAsync("mv", "input/a.csv", "output/renamed.csv");
        await LinesAsync("mv", "input/2031", "archive");

        Assert.That(FilesOf("input"), Is.EqualTo(new[] { "b.txt" }));
        Assert.That(FilesOf("output"), Is.EqualTo(new[] { "renamed.csv" }));
        Assert.That(FilesOf("archive"), Is.EquivalentTo(new[] { "2031/05/d.csv", "2031/c.csv" }));
    }

    [TestCase("input/none", "output", "input/none: no such file or directory.")]
    [TestCase("input", "output", "input: the area input cannot be moved; name what is in it, such as 'input/*'.")]
    [TestCase("input/a.csv", "input/a.csv", "input/a.csv: source and destination are the same.")]
    [TestCase("input/a.csv", "input/b.txt", "input/b.txt: a file is there already; add --force to replace it.")]
    [TestCase("input/2031", "input/2031/05", "input/2031: a directory cannot go into itself (input/2031/05/2031).")]
    [TestCase("input/a.csv", "output/none/a.csv", "output/none/a.csv: its folder does not exist; make it with vfs mkdir.")]
    public async Task Mv_Mistake_IsOneLineAndChangesNothing(string source, string destination, string expected)
    {
        Assert.That(await ErrorAsync(2, "mv", source, destination), Is.EqualTo("vfs: " + expected));
        Assert.That(FilesOf("input"), Has.Count.EqualTo(4));
    }

    [TestCase("mv", 1)]
    [TestCase("cp", 2)]
    public async Task Force_TwoSourcesOfOneName_NeitherReplacesTheOther(string command, int kept)
    {
        Add("input", "2032/c.csv", "other");

        var line = await ErrorAsync(2, command, "--force", "input/*/c.csv", "archive");

        Assert.That(line, Does.Match(@"^vfs: input/203[12]/c\.csv: input/203[12]/c\.csv goes to archive/c\.csv, too; give one of them another name\.$"));
        Assert.That(FilesOf("archive"), Is.EqualTo(new[] { "c.csv" }));
        Assert.That(FilesOf("input").Where(file => file.EndsWith("c.csv", StringComparison.Ordinal)), Has.Exactly(kept).Items);
    }

    [Test]
    public async Task Mv_ToAnotherStore_PointsToTheSafeWay()
    {
        Assume.That(IsS3);

        Assert.That(await ErrorAsync(2, "mv", "input/a.csv", $"file://{Scratch.Root}/a.csv"), Does.Contain("is in another store; use vfs cp"));
        Assert.That(FilesOf("input"), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Rm_FilesAndDirectories_Deletes()
    {
        await LinesAsync("rm", "input/*.csv");
        Assert.That(FilesOf("input"), Is.EquivalentTo(new[] { "2031/05/d.csv", "2031/c.csv", "b.txt" }));

        var lines = await LinesAsync("rm", "-r", "--json", "input/2031", "input/2031/c.csv");

        Assert.That(FilesOf("input"), Is.EqualTo(new[] { "b.txt" }));
        Assert.That(lines, Is.EqualTo(new[] { """{"deleted":"input/2031","kind":"directory"}""" }));
        Assert.That(await LinesAsync("ls", "input"), Is.EqualTo(new[] { "b.txt", "empty/" }));
    }

    [TestCase("input/none", "input/none: no such file or directory.")]
    [TestCase("input/2031", "input/2031: it is a directory; add -r to delete it with all below it.")]
    [TestCase("-r input", "input: the area input cannot be deleted; name what is in it, such as 'input/*'.")]
    [TestCase("-r input/..", "input/..: the area input cannot be deleted; name what is in it, such as 'input/../*'.")]
    [TestCase("input/*.pdf", "input/*.pdf: nothing matches.")]
    [TestCase("*", "'*': wildcards belong below an area or a folder, such as input/*.")]
    public async Task Rm_Mistake_IsOneLineAndDeletesNothing(string arguments, string expected)
    {
        Assert.That(await ErrorAsync(2, ["rm", .. arguments.Split(' ')]), Is.EqualTo("vfs: " + expected));
        Assert.That(FilesOf("input"), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Rm_BucketRoot_IsRefused()
    {
        Assume.That(IsS3);

        Assert.That(await ErrorAsync(2, "rm", "-r", "s3://claims-input"), Does.Contain("the bucket claims-input cannot be deleted"));
    }

    [TestCase("", 2, 1201)]
    [TestCase("n\n", 1, 1201)]
    [TestCase("y\n", 0, 0)]
    public async Task Rm_MoreThanAThousand_ShowsThePlanAndAsks(string answer, int exitCode, int left)
    {
        AddMany();
        Answer = answer;

        var result = await RunAsync("rm", "-r", "output/many");

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.Output, Does.StartWith("Delete output/many: 1,201 files and 1 directory, 1.2 KiB\nDelete 1,202 entries? [y/N] "));
        Assert.That(FilesOf("output"), Has.Count.EqualTo(left));
    }

    [Test]
    public async Task Rm_Yes_DoesNotAsk()
    {
        AddMany();
        var mark = Server.Requests.Mark;

        Assert.That(await LinesAsync("rm", "-r", "--yes", "output/many"), Is.EqualTo(new[] { "" }));
        Assert.That(FilesOf("output"), Is.Empty);
        if (IsS3)
            Assert.That(Server.Requests.Since(mark).CountOf(S3Operation.DeleteObjects), Is.EqualTo(2));
    }

    [TestCase("n\n", 1)]
    [TestCase("y\n", 0)]
    public async Task Mv_MoreThanAThousand_ShowsThePlanAndAsks(string answer, int exitCode)
    {
        AddMany();
        Answer = answer;

        var result = await RunAsync("mv", "output/many", "archive/moved");

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.Output, Does.StartWith("Move output/many: 1,201 files and 1 directory, 1.2 KiB\nMove 1,202 entries? [y/N] "));
        Assert.That(FilesOf("archive"), Has.Count.EqualTo(exitCode == 0 ? 1201 : 0));
    }

    [Test]
    public async Task Mkdir_SeveralLevels_MakesThem()
    {
        await LinesAsync("mkdir", "output/a/b/c", "output/a");

        Assert.That(await LinesAsync("ls", "-R", "output"), Is.EqualTo(new[] { "a/", "a/b/", "a/b/c/" }));
    }

    [TestCase("input/a.csv", "input/a.csv: ")]
    [TestCase("input/new*", "input/new*: a new directory cannot have wildcards")]
    public async Task Mkdir_Mistake_IsOneLine(string path, string expected)
    {
        var result = await RunAsync("mkdir", path);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.ErrorLines, Has.Count.EqualTo(1));
        Assert.That(result.Errors, Does.StartWith("vfs: " + expected));
    }

    private void AddMany()
    {
        for (var number = 0; number <= 1200; number++)
            Add("output", string.Create(CultureInfo.InvariantCulture, $"many/{number:0000}"), "x");
    }
}
