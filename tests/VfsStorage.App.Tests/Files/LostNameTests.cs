namespace VfsStorage.App.Tests.Files;

/// <summary>Names on the disk that are not UTF-8: no listing can show them, and none passes over them in silence.</summary>
[TestFixture]
internal sealed class LostNameTests() : FileCommandFixture("local")
{
    private const string Told = ": its name is not UTF-8, so that nothing here can name it; rename it first.";

    [SetUp]
    public async Task AddLostNamesAsync()
    {
        AddDirectory("archive", "below");
        Add("archive", "good\uFFFD", "its name is as it is");
        Add("archive", "below/a.txt", "text");
        await RunShellAsync($"cd '{LocalPath("archive", "")}'; printf x > \"$(printf 'bad\\377')\"; mkdir \"$(printf 'below/bad\\376')\"");
    }

    /// <summary>.NET cannot delete them.</summary>
    [TearDown]
    public Task RemoveAsync() => RunShellAsync($"rm -rf '{LocalPath("archive", "")}'");

    [TestCase(1, "ls", "archive", "below/", "good\uFFFD")]
    [TestCase(1, "ls", "archive/*", "archive/below/", "archive/good\uFFFD")]
    [TestCase(2, "ls -R", "archive", "below/", "below/a.txt", "good\uFFFD")]
    [TestCase(2, "ls", "archive/**", "archive/below/", "archive/below/a.txt", "archive/good\uFFFD")]
    [TestCase(2, "find", "archive", "archive/below/", "archive/below/a.txt", "archive/good\uFFFD")]
    [TestCase(1, "find --depth 1", "archive", "archive/below/", "archive/good\uFFFD")]
    [TestCase(2, "du", "archive", "          24  2 files         archive")]
    [TestCase(2, "tree", "archive", "archive/", "├── below/", "│   └── a.txt", "└── good\uFFFD", "", "2 files and 1 directory, 24 B")]
    public async Task List_LostNames_AreToldAndTheOthersShown(int told, string command, string path, params string[] lines)
    {
        var result = await RunAsync([.. command.Split(' '), path]);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Output.TrimEnd('\n').Split('\n'), Is.EqualTo(lines));
        var archive = LocalPath("archive", "");
        string[] expected = [$"vfs: {archive}/below/bad\uFFFD{Told}", $"vfs: {archive}/bad\uFFFD{Told}"];
        Assert.That(result.ErrorLines.Order(StringComparer.Ordinal), Is.EqualTo(expected.TakeLast(told).Order(StringComparer.Ordinal)));
    }

    [Test]
    public async Task Rm_TreeWithALostName_DeletesTheRestAndTellsIt()
    {
        AddDirectory("archive", "below/deeper");
        Add("archive", "below/deeper/b.txt", "text");

        var result = await RunAsync("rm", "-r", "archive/below");

        Assert.That(result.ExitCode, Is.Not.Zero, result.ToString());
        Assert.That(result.Errors, Does.Contain($"{LocalPath("archive", "below")}/bad\uFFFD{Told}"));
        Assert.That(FilesOf("archive").Where(name => name.StartsWith("below", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Directory.Exists(LocalPath("archive", "below/deeper")), Is.False);
    }

    /// <summary>As <c>rm -r</c> does: what can be deleted is, what cannot is told, each in a line.</summary>
    [Test]
    public async Task Rm_TreeWithLockedFolders_DeletesTheRestAndTellsEach()
    {
        Assume.That(Environment.IsPrivilegedProcess, Is.False, "Nothing is locked for an administrator.");
        string[] locked = [LocalPath("output", "tree/a"), LocalPath("output", "tree/b/c")];
        Add("output", "tree/a/kept.txt", "text");
        Add("output", "tree/b/c/kept.txt", "text");
        Add("output", "tree/b/gone.txt", "text");
        foreach (var folder in locked)
            File.SetUnixFileMode(folder, UnixFileMode.None);

        var result = await RunAsync("rm", "-r", "output/tree");
        foreach (var folder in locked)
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.That(result.ExitCode, Is.Not.Zero, result.ToString());
        Assert.That(FilesOf("output"), Is.EqualTo(new[] { "tree/a/kept.txt", "tree/b/c/kept.txt" }));
        Assert.That(result.ErrorLines, Has.Count.EqualTo(2).And.Some.StartsWith("vfs: output/tree/a: ").And.Some.StartsWith("vfs: output/tree/b/c: "));
    }
}
