using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Shards that are started again while others archive.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ShardRestartTests(FileSystemKind kind) : BatchFixture(kind)
{
    private const int Shards = 2;

    private static readonly string _first = Header + string.Concat(Enumerable.Range(0, 8).Select(number => $"R{number},EN-{number},Ada,Testwell,9000001\n"));

    private static readonly string _second = Header + string.Concat(Enumerable.Range(0, 8).Select(number => $"R{number},EN-{number},Bruno,Sampleton,9000002\n"));

    /// <summary>Between the move to the archive and its record, the rows are in no list of what is done.</summary>
    [Test]
    public async Task RunAsync_AnotherWasKilledRightAfterItsMove_ReplacesNoReportOfThatFile()
    {
        Drop("a.csv", _first);
        await RunShardAsync(Workspace, 0);
        var killed = Workspace with { FileSystem = Killed(FileSystem, AfterMoveOf("a.csv")) };
        Assert.ThrowsAsync<ProcessKilledException>(() => RunShardAsync(killed, 1));

        Assert.That(Archived(), Is.EqualTo(["a.csv"]));
        Drop("b.csv", _second);
        await RunShardAsync(Workspace, 0);
        await RunShardAsync(Workspace, 1);
        await RunShardAsync(Workspace, 0);

        Assert.That(Names(Areas.Input), Is.Empty);
        AssertEveryRowHasItsReport();
    }

    /// <summary>The list of the input area is older than the archive.</summary>
    [Test]
    public async Task RunAsync_FileArchivedSinceTheListing_IsNoErrorAndItsNamesAreKnown()
    {
        Drop("a.csv", _first);
        Drop("b.csv", _second);
        await RunShardAsync(Workspace, 1, until: "b.csv");
        var isDone = false;
        // Shard 1 has done a.csv; shard 0 has, too, and archives it while shard 1, started again, looks into the file.
        var late = Workspace with
        {
            FileSystem = HookedFileSystem.Wrap(FileSystem, (call, arguments) =>
            {
                if (isDone || call != "IFile.OpenRead" || !((string)arguments[0]!).EndsWith("drop/a.csv", StringComparison.Ordinal))
                    return;
                isDone = true;
                Task.Run(() => RunShardAsync(Workspace, 0)).GetAwaiter().GetResult();
            }),
        };

        var summary = await RunShardAsync(late, 1);

        Assert.That(isDone, Is.True);
        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.Completed), summary.Message);
        Assert.That(Names(Areas.Input), Is.Empty);
        AssertEveryRowHasItsReport();
    }

    /// <summary>What one shard could not read for a moment is no reason for the others to archive another file at the same time.</summary>
    [Test]
    public async Task RunAsync_StorageFailsForAFileThatWasReadBefore_KeepsItsTurn()
    {
        Drop("a.csv", _first);
        Drop("b.csv", _second);
        await RunShardAsync(Workspace, 1);
        var failing = Workspace with
        {
            FileSystem = HookedFileSystem.Wrap(FileSystem, (call, arguments) =>
            {
                if (call == "IFile.OpenRead" && ((string)arguments[0]!).EndsWith("drop/a.csv", StringComparison.Ordinal))
                    throw new IOException("The connection broke.");
            }),
        };

        var summary = await RunShardAsync(failing, 1);

        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.FilesLeft));
        Assert.That(FileSystem.File.Exists(FileSystem.Path.Combine(Areas.Output, ".claims", "shards-of-2", "a.csv", "unreadable")), Is.False);
    }

    /// <summary>The last shard forgets the batch while another one still says that it is done.</summary>
    [Test]
    public async Task RunAsync_AllAtOnceAgainAndAgain_EndWell()
    {
        Assume.That(Kind.Name, Does.Not.StartWith("Memory"), "That file system is for one thread.");
        for (var round = 0; round < (Kind.Name == "S3" ? 4 : 60); round++)
        {
            Drop("a.csv", _first);
            Drop("b.csv", _second);

            var summaries = await Task.WhenAll(Enumerable.Range(0, Shards).Select(index => Task.Run(() => RunShardAsync(OfAnotherProcess(), index))));

            Assert.That(summaries.Select(summary => summary.Outcome), Is.All.EqualTo(BatchOutcome.Completed));
            Assert.That(Names(Areas.Input), Is.Empty, $"round {round}");
            Assert.That(FileSystem.Directory.Exists(FileSystem.Path.Combine(Areas.Output, ".claims", "shards-of-2")), Is.False, $"round {round}");
        }
    }

    /// <summary>The second file's rows have the reference ids of the first one's.</summary>
    private void AssertEveryRowHasItsReport()
    {
        foreach (var number in Enumerable.Range(0, 8))
        {
            Assert.That(Read(Areas.Output, $"R{number}.json"), Does.Contain("Ada"));
            Assert.That(Read(Areas.Output, $"R{number}_2.json"), Does.Contain("Bruno"));
        }
    }

    private static Task<BatchSummary> RunShardAsync(ClaimsWorkspace workspace, int index) => RunShardAsync(workspace, index, null);

    private static async Task<BatchSummary> RunShardAsync(ClaimsWorkspace workspace, int index, string? until)
    {
        using var stop = new CancellationTokenSource();
        var options = new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Shard = new BatchShard(index, Shards) };
        var progress = new Stopper(file =>
        {
            if (file == until)
                stop.Cancel();
        });
        return await new ClaimsBatch(workspace, new PlainProcessor()).RunAsync(options, progress, stop.Token);
    }

    private static Func<string, object?[], bool> AfterMoveOf(string name)
    {
        var isMoved = false;
        return (call, arguments) =>
        {
            var wasMoved = isMoved;
            isMoved |= call == "IFile.Move" && ((string)arguments[0]!).EndsWith("drop/" + name, StringComparison.Ordinal);
            return wasMoved;
        };
    }

    /// <summary>A process that is killed before the first call of which <paramref name="isDead"/> says so.</summary>
    private static System.IO.Abstractions.IFileSystem Killed(System.IO.Abstractions.IFileSystem inner, Func<string, object?[], bool> isDead) =>
        HookedFileSystem.Wrap(inner, (call, arguments) =>
        {
            if (isDead(call, arguments))
                throw new ProcessKilledException();
        });

    private sealed class Stopper(Action<string> told) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => told(value.CsvFile);
    }
}
