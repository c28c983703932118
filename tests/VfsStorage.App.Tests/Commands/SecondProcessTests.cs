using System.Globalization;

namespace VfsStorage.App.Tests.Commands;

/// <summary>"A second vfs process over areas that are being processed says who holds them and since when, and neither ever does a row twice": real processes.</summary>
internal sealed class SecondProcessTests
{
    private const int Rows = 60;
    private static readonly string[] _arguments = ["process", "--wait-time", "0.05", "--skip-disciplinary", "--skip-arbitration", "--skip-regulatory"];

    [Test]
    public async Task Process_SecondOnTheDisk_IsRefusedInOneLine()
    {
        using var scratch = new Scratch();
        scratch.Drop("claims.csv", Claims.Rows(Rows));

        await RefuseAsync(scratch);
    }

    [Test]
    [Category("Slow")]
    public async Task Process_SecondInS3_IsRefusedInOneLine()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Drop("claims.csv", Claims.Rows(Rows));

        await RefuseAsync(s3.Folder);

        Assert.That(s3.FilesOf("output"), Has.Count.EqualTo(Rows));
        Assert.That(s3.FilesOf("cache"), Has.None.StartsWith("batch"));
    }

    /// <summary>Two keep starting the batch again, as job engines do, and are killed at random moments.</summary>
    [Test]
    [Category("Slow")]
    public async Task Process_TwoInS3KilledAgainAndAgain_DoEachRowOnce()
    {
        await using var s3 = await S3Scratch.StartAsync();
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        s3.Drop("claims.csv", Claims.Rows(Rows));
        var (kills, refusals) = (0, 0);

        while (s3.FilesOf("input").Count > 0)
        {
            using var first = VfsProcess.Start(s3.Folder, _arguments);
            for (var line = random.Next(1, 8); line > 0 && await first.ReadLineAsync() is not null; line--)
            {
            }

            using var second = VfsProcess.Start(s3.Folder, _arguments);
            await Task.Delay(random.Next(1500));
            await first.KillAsync();
            kills++;
            var ended = false;
            for (var line = random.Next(1, 6); line > 0 && !ended; line--)
                ended = await second.ReadLineAsync() is null;
            if (!ended && kills < 12)
            {
                await second.KillAsync();
                kills++;
                continue;
            }

            var end = await second.EndAsync();
            Assert.That(end.ExitCode, Is.AnyOf(0, 1), end.ToString());
            if (end.ExitCode == 1)
            {
                Assert.That(end.Errors, Does.Contain("is being processed by"));
                refusals++;
            }
        }

        TestContext.Out.WriteLine($"{kills} kills, {refusals} refusals");
        Assert.That(s3.FilesOf("output"), Is.EqualTo(Enumerable.Range(1, Rows).Select(number => string.Create(CultureInfo.InvariantCulture, $"REF-{number:0000}.json"))));
        Assert.That(s3.FilesOf("archive"), Is.EqualTo(s3.FilesOf("archive").Where(name => name.EndsWith("/claims.csv", StringComparison.Ordinal)).Take(1)));
    }

    private static async Task RefuseAsync(Scratch folder)
    {
        using var first = VfsProcess.Start(folder, _arguments);
        while (await first.ReadLineAsync() is { } line && !line.Contains("REF-0001", StringComparison.Ordinal))
        {
        }

        foreach (var more in new string[][] { [], ["--shard", "0/2"] })
        {
            var refused = await VfsProcess.RunAsync(folder, [.. _arguments, .. more]);
            Assert.That(refused.ExitCode, Is.EqualTo(1), refused.ToString());
            Assert.That(refused.ErrorLines, Has.Count.EqualTo(1).And.One.Matches(
                @"The area 'output' is being processed by \S+ \(process \d+\) since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC; wait for its end"));
        }

        var end = await first.EndAsync();
        Assert.That(end.ExitCode, Is.Zero, end.ToString());
    }
}
