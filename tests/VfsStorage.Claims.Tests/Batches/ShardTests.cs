using System.Globalization;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>One batch by several processes.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class ShardTests(FileSystemKind kind) : BatchFixture(kind)
{
    private const int Shards = 3;

    private static readonly string _first = Header + string.Concat(Enumerable.Range(0, 24).Select(number => string.Create(
        CultureInfo.InvariantCulture,
        $"R{number % 20},EN-{number % 9},{(number % 11 == 5 ? "Fail" : "Ada")},{(number % 7 == 3 ? "" : "Testwell")},9000001\n")));

    private static readonly string _second = Header + Row("R1") + Skip("S1") + Fail("F1") + Row("R99");

    [Test]
    public async Task RunAsync_AllShards_LeaveTheFilesOfOneProcess([Values] bool atOnce)
    {
        var expected = await WithoutShardsAsync();
        Fill(Workspace);

        if (atOnce)
        {
            await Task.WhenAll(Enumerable.Range(0, Shards).Select(index => Task.Run(() => RunShardAsync(Workspace, index))));
        }
        else
        {
            for (var index = 0; index < Shards; index++)
                await RunShardAsync(Workspace, index);
        }

        Assert.That(Snapshot(Workspace), Is.EqualTo(expected));
    }

    [Test]
    public async Task RunAsync_NotTheLastShard_LeavesTheFileAndSaysSo()
    {
        Drop("a.csv", _first);

        var first = await RunShardAsync(Workspace, 0);
        var second = await RunShardAsync(Workspace, 1);

        Assert.That(first.Files.Single().AwaitsOtherShards, Is.True);
        Assert.That(second.Files.Single().ArchivedAs, Is.Null);
        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv"]));
        var last = await RunShardAsync(Workspace, 2);
        Assert.That(last.Files.Single().ArchivedAs, Is.Not.Null);
        Assert.That(Names(Areas.Input), Is.Empty);
        Assert.That(first.Rows + second.Rows, Is.LessThan(24));
        Assert.That(last.Rows, Is.EqualTo(24), "The one that archives sums up.");
    }

    [Test]
    public async Task RunAsync_ShardRunAgain_DoesNothingTwice()
    {
        Drop("a.csv", _first);
        await RunShardAsync(Workspace, 0);
        var processor = new PlainProcessor();

        await RunShardAsync(Workspace, 0, processor);

        Assert.That(processor.Claims, Is.Empty);
        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv"]));
    }

    [Test]
    public async Task RunAsync_UnreadableFile_DoesNotKeepTheOthersFromTheArchive()
    {
        Drop("a.csv", "unknown\nvalue\n");
        Drop("b.csv", _second);

        for (var index = 0; index < Shards; index++)
            Assert.That((await RunShardAsync(Workspace, index)).Outcome, Is.EqualTo(BatchOutcome.FilesLeft));

        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv"]));
        Assert.That(Archived(), Does.Contain("b.csv"));
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Input, "a.csv"), _first);
        for (var index = 0; index < Shards; index++)
            await RunShardAsync(Workspace, index);
        Assert.That(Names(Areas.Input), Is.Empty, "Corrected, it is done.");
    }

    [Test]
    public async Task RunAsync_FileReplacedInBetween_IsDoneAgainByAll()
    {
        Drop("a.csv", _first);
        await RunShardAsync(Workspace, 0);
        Drop("a.csv", _second);

        await RunShardAsync(Workspace, 1);
        await RunShardAsync(Workspace, 2);
        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv"]), "The first shard has not seen it.");
        await RunShardAsync(Workspace, 0);

        Assert.That(Names(Areas.Input), Is.Empty);
        Assert.That(Read(Areas.Archive, Today, "a.csv"), Is.EqualTo(_second));
        Assert.That(Names(Areas.Output), Does.Contain("R99.json"));
    }

    /// <summary>Whichever shard is killed at whichever change: started again, the shards end as if nothing had happened.</summary>
    [Test]
    public Task RunAsync_KilledAtAnyChange_ResumesWithoutLossOrDouble([Values] CrashEffect effect) =>
        KillAsync(effect, first: 1 + (3 * (int)effect), step: Kind.Name == "S3" ? 43 : 11);

    [Test, Category("Slow")]
    public Task RunAsync_KilledAtEveryChange_ResumesWithoutLossOrDouble([Values] CrashEffect effect) =>
        KillAsync(effect, first: 1, step: Kind.Name == "S3" ? 7 : 1);

    /// <summary>All shards at once, each killed and started again until it is done, each as a process of its own.</summary>
    [Test]
    public async Task RunAsync_AllAtOnceKilledAgainAndAgain_LeaveTheFilesOfOneProcess([Values(CrashEffect.Before, CrashEffect.After)] CrashEffect effect)
    {
        var expected = await WithoutShardsAsync();
        var kills = 0;
        for (var round = 0; round < (Kind.Name == "S3" ? 2 : 4); round++)
        {
            using var storage = Kind.Create();
            Fill(new ClaimsWorkspace(storage.FileSystem, storage.Areas));
            var random = new Random(TestContext.CurrentContext.Random.Next());
            var changes = Enumerable.Range(0, Shards).Select(_ => random.Next(15, 40)).ToList();
            await Task.WhenAll(Enumerable.Range(0, Shards).Select(index => Task.Run(async () =>
            {
                for (var change = changes[index]; await IsKilledAsync(storage, storage.CrashAt(change, effect, dawdles: true), index); change += 5)
                    Interlocked.Increment(ref kills);
            })));

            var workspace = new ClaimsWorkspace(storage.FileSystem, storage.Areas) { Time = Time, Writes = storage.Writes };
            // Who was killed just before it would have archived must be run once more.
            for (var index = 0; index < Shards; index++)
                await RunShardAsync(workspace, index);
            Assert.That(Snapshot(workspace), Is.EqualTo(expected), $"round {round}, {effect}, killed at {string.Join(", ", changes)}");
        }

        Assert.That(kills, Is.Positive);
    }

    /// <summary>The shard that archives a file is killed; the others go on with the next file before it is started again.</summary>
    [Test, Category("Slow")]
    public async Task RunAsync_KilledWhileItArchives_OthersKnowTheNamesOfItsRows([Values] CrashEffect effect)
    {
        var expected = await WithoutShardsAsync();
        for (var change = 1; ; change++)
        {
            using var storage = Kind.Create();
            var workspace = new ClaimsWorkspace(storage.FileSystem, storage.Areas) { Time = Time, Writes = storage.Writes };
            Fill(workspace);
            var second = storage.FileSystem.Path.Combine(storage.Areas.Input, "b.csv");
            storage.FileSystem.File.Delete(second);
            await RunShardAsync(workspace, 0);
            await RunShardAsync(workspace, 1);
            storage.FileSystem.File.WriteAllText(second, _second);
            if (!await IsKilledAsync(storage, storage.CrashAt(change, effect), 2))
                break;

            foreach (var index in new[] { 0, 1, 2, 0, 1 })
                await RunShardAsync(workspace, index);
            Assert.That(Snapshot(workspace), Is.EqualTo(expected), $"killed at change {change}, {effect}");
        }
    }

    private async Task<bool> IsKilledAsync(TestFileSystem storage, CrashPoint crash, int index)
    {
        try
        {
            var fileSystem = CrashingFileSystem.Wrap(storage.OpenAgain(), crash);
            await RunShardAsync(new ClaimsWorkspace(fileSystem, storage.Areas) { Time = Time, Writes = storage.Writes }, index);
            return false;
        }
        catch (ProcessKilledException)
        {
            return true;
        }
    }

    private async Task KillAsync(CrashEffect effect, int first, int step)
    {
        var expected = await WithoutShardsAsync();
        var kills = 0;
        for (var change = first; ; change += step)
        {
            using var storage = Kind.Create();
            var workspace = new ClaimsWorkspace(storage.FileSystem, storage.Areas) { Time = Time, Writes = storage.Writes };
            Fill(workspace);
            var crash = storage.CrashAt(change, effect);
            var killed = await KillAsync(workspace with { FileSystem = CrashingFileSystem.Wrap(storage.FileSystem, crash) });
            if (!killed)
                break;
            kills++;
            for (var index = 0; index < Shards; index++)
                await RunShardAsync(workspace, index);
            Assert.That(Snapshot(workspace), Is.EqualTo(expected), $"killed at change {change}, {effect}");
        }

        Assert.That(kills * step, Is.GreaterThan(60));
    }

    [TestCase("0/1", ExpectedResult = true)]
    [TestCase("7/8", ExpectedResult = true)]
    [TestCase("8/8", ExpectedResult = false)]
    [TestCase("-1/8", ExpectedResult = false)]
    [TestCase("0/0", ExpectedResult = false)]
    [TestCase("1", ExpectedResult = false)]
    [TestCase("a/b", ExpectedResult = false)]
    [TestCase("0/10001", ExpectedResult = false)]
    public bool TryParse_Text_TakesExistingShards(string text) => BatchShard.TryParse(text, out _);

    [Test]
    public void Owns_EveryEmployee_HasOneShardForever()
    {
        foreach (var employee in Enumerable.Range(0, 500).Select(number => $"EN-{number}").Append(""))
            Assert.That(Enumerable.Range(0, 8).Count(index => new BatchShard(index, 8).Owns(employee)), Is.EqualTo(1), employee);
        // Fixed: another version must not divide a batch otherwise while it runs.
        Assert.That(Enumerable.Range(0, 8).Single(index => new BatchShard(index, 8).Owns("EN-1001")), Is.EqualTo(OwnerOfEn1001));
    }

    private const int OwnerOfEn1001 = 6;

    private async Task<string> WithoutShardsAsync()
    {
        using var storage = Kind.Create();
        var workspace = new ClaimsWorkspace(storage.FileSystem, storage.Areas) { Time = Time, Writes = storage.Writes };
        Fill(workspace);
        await new ClaimsBatch(workspace, new PlainProcessor()).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
        return Snapshot(workspace);
    }

    private static void Fill(ClaimsWorkspace workspace)
    {
        var fileSystem = workspace.FileSystem;
        fileSystem.Directory.CreateDirectory(workspace.Areas.Input);
        fileSystem.File.WriteAllText(fileSystem.Path.Combine(workspace.Areas.Input, "a.csv"), _first);
        fileSystem.File.WriteAllText(fileSystem.Path.Combine(workspace.Areas.Input, "b.csv"), _second);
    }

    private static async Task<bool> KillAsync(ClaimsWorkspace workspace)
    {
        try
        {
            for (var index = 0; index < Shards; index++)
                await RunShardAsync(workspace, index);
            return false;
        }
        catch (ProcessKilledException)
        {
            return true;
        }
    }

    private static Task<BatchSummary> RunShardAsync(ClaimsWorkspace workspace, int index, PlainProcessor? processor = null) =>
        new ClaimsBatch(workspace, processor ?? new PlainProcessor()).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Shard = new BatchShard(index, Shards) });

    /// <summary>Every file outside the cache with its content.</summary>
    private static string Snapshot(ClaimsWorkspace workspace)
    {
        var fileSystem = workspace.FileSystem;
        var root = fileSystem.Path.GetDirectoryName(workspace.Areas.Input)!;
        var files = new[] { workspace.Areas.Input, workspace.Areas.Output, workspace.Areas.Archive }
            .SelectMany(area => fileSystem.Directory.EnumerateFiles(area, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
        return string.Join("\n", files.Select(path => $"--- {path[root.Length..].TrimStart('/')}\n{fileSystem.File.ReadAllText(path)}"));
    }
}
