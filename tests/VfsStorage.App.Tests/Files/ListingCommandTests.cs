using System.Globalization;
using System.Text.RegularExpressions;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Files;

/// <summary><c>vfs ls</c>, <c>tree</c>, <c>du</c> and <c>find</c>: the same lines on the disk and in S3, and nothing but listings.</summary>
[TestFixture("local")]
[TestFixture("s3")]
internal sealed partial class ListingCommandTests(string mode) : FileCommandFixture(mode)
{
    [Test]
    public async Task Ls_NoPath_NamesTheAreas() =>
        Assert.That(await LinesAsync("ls"), Is.EqualTo(new[] { "input/", "output/", "archive/", "cache/" }));

    [Test]
    public async Task Ls_Area_ListsByName() =>
        Assert.That(await LinesAsync("ls", "input"), Is.EqualTo(new[] { "2031/", "a.csv", "b.txt", "empty/" }));

    [Test]
    public async Task Ls_Recursive_GoesDown() => Assert.That(
        await LinesAsync("ls", "-R", "input"),
        Is.EqualTo(new[] { "2031/", "2031/05/", "2031/05/d.csv", "2031/c.csv", "a.csv", "b.txt", "empty/" }));

    [Test]
    public async Task Ls_Long_ShowsSizesAndTimes()
    {
        var lines = await LinesAsync("ls", "-l", "input/2031", "--human");

        Assert.That(TimePattern().Replace(lines[1], "TIME"), Is.EqualTo("         5 B  TIME  c.csv"));
    }

    [Test]
    public async Task Ls_File_IsItsOwnLine() => Assert.That(await LinesAsync("ls", "input/a.csv"), Is.EqualTo(new[] { "input/a.csv" }));

    [Test]
    public async Task Ls_SeveralPaths_HaveHeadings() => Assert.That(
        await LinesAsync("ls", "input/2031", "output", "input/empty"),
        Is.EqualTo(new[] { "input/2031:", "05/", "c.csv", "", "output:", "", "input/empty:" }));

    [TestCase("input/*.csv", "input/a.csv")]
    [TestCase("input/**/*.csv", "input/2031/05/d.csv input/2031/c.csv input/a.csv")]
    [TestCase("input/20??/*", "input/2031/05/ input/2031/c.csv")]
    [TestCase("input/2031/**", "input/2031/05/ input/2031/05/d.csv input/2031/c.csv")]
    public async Task Ls_Wildcards_ListsWhatMatches(string pattern, string expected) =>
        Assert.That(await LinesAsync("ls", pattern), Is.EqualTo(expected.Split(' ')));

    [Test]
    public async Task Ls_StarInAName_IsWrittenWithABackslash()
    {
        Add("input", "x*y.csv", "");

        Assert.That(await LinesAsync("ls", "input/x\\*y.csv"), Is.EqualTo(new[] { "input/x*y.csv" }));
    }

    [Test]
    public async Task Ls_ControlCharactersInAName_AreShownAsNumbers()
    {
        Add("output", "a\u001b[31m\nb", "");

        Assert.That(await LinesAsync("ls", "output"), Is.EqualTo(new[] { "a\\x1b[31m\\x0ab" }));
    }

    [Test]
    public async Task Ls_Json_IsOneObjectALine()
    {
        var lines = await LinesAsync("ls", "--json", "--sort", "size", "input");

        Assert.That(TimePattern().Replace(lines[0], "TIME"), Is.EqualTo("""{"path":"input/a.csv","kind":"file","length":22,"modified":"TIME"}"""));
        Assert.That(lines, Has.Length.EqualTo(4));
    }

    [TestCase("ls")]
    [TestCase("tree")]
    [TestCase("du")]
    [TestCase("find")]
    public async Task Listing_NothingThere_IsOneLine(string command) => Assert.That(
        await ErrorAsync(2, command, "input/none"), Is.EqualTo("vfs: input/none: no such file or directory."));

    [TestCase("ls")]
    [TestCase("tree")]
    [TestCase("du")]
    [TestCase("find")]
    public async Task Listing_NothingMatches_IsOneLine(string command) => Assert.That(
        await ErrorAsync(2, command, "input/*.pdf"), Is.EqualTo("vfs: input/*.pdf: nothing matches."));

    [Test]
    public async Task Ls_OneOfSeveralMissing_ListsTheOthers()
    {
        var result = await RunAsync("ls", "input/none", "input/2031/05");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Output, Does.Contain("d.csv"));
        Assert.That(result.ErrorLines, Is.EqualTo(new[] { "vfs: input/none: no such file or directory." }));
    }

    [Test]
    public async Task Ls_UnknownOrder_NamesTheOption() =>
        Assert.That((await RunAsync("ls", "--sort", "colour")).Errors, Does.Contain("'colour'").And.Contain("vfs ls --help"));

    [Test]
    public async Task Tree_Area_DrawsBranches() => Assert.That(
        await LinesAsync("tree", "input"),
        Is.EqualTo(new[]
        {
            "input/", "├── 2031/", "│   ├── 05/", "│   │   └── d.csv", "│   └── c.csv", "├── a.csv", "├── b.txt", "└── empty/", "",
            "4 files and 3 directories, 31 B",
        }));

    [Test]
    public async Task Tree_Depth_StopsThere()
    {
        Assert.That(await LinesAsync("tree", "input", "--depth", "1"), Has.Length.EqualTo(7));
        Assert.That((await RunAsync("tree", "--depth", "0")).Errors, Does.Contain("--depth must be 1 or more, not '0'."));
    }

    [Test]
    public async Task Du_Area_SumsUp()
    {
        Assert.That(await LinesAsync("du", "input"), Is.EqualTo(new[] { "          31  4 files         input" }));
        Assert.That(
            await LinesAsync("du", "input", "--depth", "2"),
            Is.EqualTo(new[]
            {
                "           5  2 files         input/2031", "           0  1 file          input/2031/05", "           0  0 files         input/empty",
                "          31  4 files         input",
            }));
    }

    [Test]
    public async Task Du_Json_TellsNumbers() => Assert.That(
        await LinesAsync("du", "--json", "input/2031", "output"),
        Is.EqualTo(new[]
        {
            """{"path":"input/2031","files":2,"directories":1,"bytes":5}""", """{"path":"output","files":0,"directories":0,"bytes":0}""",
            """{"path":"total","files":2,"directories":1,"bytes":5}""",
        }));

    [TestCase("--name *.csv", "input/2031/05/d.csv input/2031/c.csv input/a.csv")]
    [TestCase("--type directory", "input/2031/ input/2031/05/ input/empty/")]
    [TestCase("--size +5", "input/2031/c.csv input/a.csv")]
    [TestCase("--size -4 --type f", "input/2031/05/d.csv input/b.txt")]
    [TestCase("--size 0", "input/2031/05/d.csv")]
    [TestCase("--newer 1h --type file --depth 1", "input/a.csv input/b.txt")]
    public async Task Find_Filter_ChoosesEntries(string filter, string expected) =>
        Assert.That(await LinesAsync(["find", "input", .. filter.Split(' ')]), Is.EqualTo(expected.Split(' ')));

    [Test]
    public async Task Find_OlderThanTheTree_FindsNothing() =>
        Assert.That(await LinesAsync("find", "input", "--older", "2020-01-01"), Is.EqualTo(new[] { "" }));

    [TestCase("--size", "big", "--size must be a size such as")]
    [TestCase("--type", "door", "--type must be file, directory or link, not 'door'.")]
    [TestCase("--newer", "soon", "--newer must be a time such as")]
    public async Task Find_BadFilter_NamesIt(string option, string value, string expected)
    {
        var result = await RunAsync("find", option, value);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Errors, Does.Contain(expected));
    }

    [TestCase("ls -l input/many", 2)]
    [TestCase("ls input/many/e000*", 1)]
    // A deep listing that does not end with its first page is split into ranges, which may cost a few requests more.
    [TestCase("ls -R input/many", 10)]
    [TestCase("du input/many", 10)]
    [TestCase("find input/many --name *7", 10)]
    [TestCase("tree input/many", 10)]
    public async Task Listing_InS3_CostsNothingButListings(string command, int most)
    {
        Assume.That(IsS3);
        for (var number = 0; number < 1500; number++)
            Add("input", string.Create(CultureInfo.InvariantCulture, $"many/e{number:0000}"), "x");
        var mark = Server.Requests.Mark;

        await LinesAsync(command.Split(' '));

        var requests = Server.Requests.Since(mark);
        Assert.That(requests.Select(request => request.Operation), Is.All.EqualTo(S3Operation.ListObjectsV2));
        Assert.That(requests.Count, Is.InRange(1, most));
    }

    [Test]
    public async Task Ls_MissingBucket_NamesIt()
    {
        Assume.That(IsS3);

        Assert.That(await ErrorAsync(2, "ls", "s3://nobodys-bucket"), Does.Contain("s3://nobodys-bucket: ").And.Contain("NoSuchBucket"));
        Assert.That(await ErrorAsync(2, "ls", "s3://"), Does.Contain("names no bucket"));
    }

    [Test]
    public async Task Ls_BucketAndPath_ListTheSame()
    {
        var path = IsS3 ? "/drop/2031" : LocalPath("input", "2031");
        Assert.That(await LinesAsync("ls", path), Is.EqualTo(new[] { "05/", "c.csv" }));
        if (IsS3)
            Assert.That(await LinesAsync("ls", "s3://claims-input/input/2031"), Is.EqualTo(new[] { "05/", "c.csv" }));
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")]
    private static partial Regex TimePattern();
}
