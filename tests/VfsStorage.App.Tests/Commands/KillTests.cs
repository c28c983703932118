using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VfsStorage.App.Tests.Commands;

/// <summary>
/// Ends <c>vfs process</c> with SIGKILL at random moments of one batch, starts it again each time, and looks at what the last run leaves.
/// </summary>
[TestFixture(12, 1, 1)]
[TestFixture(16, 2, 4, Category = "Slow")]
[TestFixture(200, 10, 1, Category = "Slow")]
[TestFixture(200, 10, 4, Category = "Slow")]
internal sealed class KillTests(int rows, int kills, int workers)
{
    private readonly string[] _arguments =
    [
        "process", "--wait-time", "0.01", "--skip-disciplinary", "--skip-arbitration", "--skip-regulatory",
        "--workers", workers.ToString(CultureInfo.InvariantCulture),
    ];

    private readonly string _csv = Claims.Rows(rows);

    private Random _random = new(0);

    [SetUp]
    public void SetUp()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed: {seed}");
        _random = new Random(seed);
    }

    [Test]
    public async Task Process_KilledOnTheDisk_LosesAndDoublesNothing()
    {
        using var scratch = new Scratch();
        scratch.Drop("claims.csv", _csv);

        await KillAndResumeAsync(scratch);

        AssertComplete(
            Scratch.FilesOf(scratch.Input), Scratch.FilesOf(scratch.Output), Scratch.FilesOf(scratch.Archive),
            name => File.ReadAllBytes(Path.Combine(scratch.Output, name)),
            name => File.ReadAllBytes(Path.Combine(scratch.Archive, name)));
    }

    [Test]
    public async Task Process_KilledInS3_LosesAndDoublesNothing()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Drop("claims.csv", _csv);

        await KillAndResumeAsync(s3.Folder);

        var contents = new Dictionary<string, byte[]>();
        foreach (var area in new[] { "output", "archive" })
        {
            foreach (var name in s3.FilesOf(area))
                contents[name] = await s3.ReadAsync(area, name);
        }

        AssertComplete(s3.FilesOf("input"), s3.FilesOf("output"), s3.FilesOf("archive"), name => contents[name], name => contents[name]);
        Assert.That(s3.CountOpenUploads(), Is.Zero, "A killed run must leave no open upload.");
    }

    private async Task KillAndResumeAsync(Scratch scratch)
    {
        var hasEnded = false;
        for (var kill = 0; kill < kills && !hasEnded; kill++)
        {
            using var process = VfsProcess.Start(scratch, _arguments);
            // So few that the batch is hardly ever done before the last kill, however late a kill comes on a busy machine.
            var survived = _random.Next(rows / kills);
            for (var row = 0; row < survived && !hasEnded; row++)
                hasEnded = await process.ReadLineAsync() is null;
            Assert.That(kill > 0 || !hasEnded, "The batch ended before it was killed at all.");
            // Some moment of the next row or, before the first one, of the start.
            await Task.Delay(_random.Next(survived == 0 ? 500 : 20));
            await process.KillAsync();
        }

        var last = await VfsProcess.RunAsync(scratch, _arguments);
        Assert.That(last.ExitCode, Is.Zero, last.ToString());
    }

    private void AssertComplete(
        IReadOnlyList<string> input, IReadOnlyList<string> output, IReadOnlyList<string> archive,
        Func<string, byte[]> readOutput, Func<string, byte[]> readArchive)
    {
        Assert.That(output, Is.EqualTo(Enumerable.Range(1, rows).Select(number => $"REF-{number:0000}.json")), "One report for each row.");
        foreach (var name in output)
        {
            using var report = JsonDocument.Parse(readOutput(name));
            Assert.That(report.RootElement.GetProperty("reference_id").GetString() + ".json", Is.EqualTo(name));
            Assert.That(report.RootElement.TryGetProperty("final_evaluation", out _), Is.True, "A report ends with its conclusion.");
        }

        Assert.That(input, Is.Empty);
        Assert.That(archive, Has.Count.EqualTo(1).And.One.EndsWith("/claims.csv"), "The CSV is archived once.");
        Assert.That(Encoding.UTF8.GetString(readArchive(archive[0])), Is.EqualTo(_csv));
    }
}
