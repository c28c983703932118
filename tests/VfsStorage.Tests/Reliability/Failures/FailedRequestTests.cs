using System.IO.Abstractions;
using VfsStorage.Testing;
using VfsStorage.Tests.Reliability.Overlaps;

namespace VfsStorage.Tests.Reliability.Failures;

/// <summary>
/// Every call that changes something, with each of its requests failing in every way, once or for good: nothing is lost and nothing doubled, success is
/// told only of what is there, failure by an exception of <c>System.IO</c>; what a stream could not send can be sent, and the next try works.
/// </summary>
[TestFixture(S3Compatibility.Aws)]
[TestFixture(S3Compatibility.Ceph, Category = "Slow")]
internal sealed class FailedRequestTests(S3Compatibility compatibility) : OverlapFixture
{
    private readonly Dictionary<Deed, SortedDictionary<string, string>> _after = [];
    private int _areas;

    protected override S3StoreQuirks Quirks => compatibility == S3Compatibility.Aws ? S3StoreQuirks.None : S3StoreQuirks.CephRgw16;

    [Test]
    public Task Call_RequestFailsBeforeOrAfterItsEffect_LosesNothing([ValueSource(typeof(Deeds), nameof(Deeds.Small))] Deed deed) =>
        CheckAsync(deed, [.. Mishap.All.Where(mishap => mishap.IsTelling).Select(Once)]);

    [Test]
    [Category("Slow")]
    public Task Call_RequestFails_LosesNothing([ValueSource(typeof(Deeds), nameof(Deeds.All))] Deed deed, [Values] bool forGood)
    {
        Assume.That(compatibility, Is.EqualTo(S3Compatibility.Aws), "That a request fails for good, or is never sent, is the same to every store.");
        return CheckAsync(deed, [.. Mishap.All.Select(mishap => forGood ? ForGood(mishap) : Once(mishap))]);
    }

    [Test]
    [Category("Slow")]
    public Task Call_CancelledAtRequest_LosesNothing([ValueSource(typeof(Deeds), nameof(Deeds.Asynchronous))] Deed deed) =>
        CheckAsync(deed, [Cancelled(hasEffect: false), Cancelled(hasEffect: true)]);

    private static Failing Once(Mishap mishap) => new(mishap.ToString(), async (faults, request, call) =>
    {
        using (mishap.Inject(faults.On().Nth(request)))
            await call(CancellationToken.None);
    }) { CleansUp = true };

    private static Failing ForGood(Mishap mishap) => new($"{mishap} for good", async (faults, request, call) =>
    {
        using (mishap.Inject(faults.On().Skip(request - 1)))
            await call(CancellationToken.None);
    });

    private static Failing Cancelled(bool hasEffect) => new($"cancelled {(hasEffect ? "after" : "before")} its effect", async (faults, request, call) =>
    {
        using var cancellation = new CancellationTokenSource();
        var at = faults.On().Nth(request);
        using var hold = hasEffect ? at.HoldAnswer() : at.Hold();
        using var cut = hasEffect ? null : at.ResetConnection();
        var running = Task.Run(() => call(cancellation.Token));
        if (await Task.WhenAny(hold.Arrived, running) != running)
        {
            await cancellation.CancelAsync();
            hold.Release();
        }

        await running;
    });

    private async Task CheckAsync(Deed deed, IReadOnlyList<Failing> ways)
    {
        var failures = 0;
        foreach (var way in ways)
        {
            for (var request = 1; await FailsAtAsync(deed, way, request); request++)
                failures++;
        }

        Assert.That(failures, Is.GreaterThanOrEqualTo(ways.Count));
        TestContext.Out.WriteLine($"{failures} failures");
    }

    /// <summary>Answers false if the call makes fewer requests.</summary>
    private async Task<bool> FailsAtAsync(Deed deed, Failing way, int request)
    {
        var area = $"{++_areas}/";
        using var files = NewProcess(area);
        await deed.PrepareAsync(files);
        var (before, after) = (Snapshot(area), await AfterOfAsync(deed));
        var (uploads, mark) = (Server.CountOpenUploads(Bucket), Server.Requests.Mark);
        Exception? failure = null;
        try
        {
            await way.RunAsync(Server.Faults, request, token => deed.RunAsync(files, token));
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }

        if (Server.Requests.Since(mark).FirstOrDefault(logged => logged.Fault is not null) is not { } failed)
            return false;

        var what = $"{deed}, request {request} ({failed.Operation} {failed.Key}): {way.Name}: {failure?.Message}";
        var now = Snapshot(area);
        if (failure is null)
            Assert.That(now, Is.EqualTo(after), $"{what} told as done");
        else
            CheckFailed(deed, failure, (before, now, after), what);
        if (way.CleansUp && failed.Operation is not (S3Operation.CreateMultipartUpload or S3Operation.AbortMultipartUpload))
            Assert.That(Server.CountOpenUploads(Bucket), Is.EqualTo(uploads), $"{what} uploads");

        if (await RecoverAsync(files))
            Assert.That(Same(Snapshot(area), after) || deed.MayBeCut is not null, $"{what} recovered");
        else if (Same(now, before) && !Same(before, after))
            await CheckNextTryAsync(deed, files, area, what);
        return true;
    }

    private async Task CheckNextTryAsync(Deed deed, S3FileSystem files, string area, string what)
    {
        Assert.That(() => deed.RunAsync(files, CancellationToken.None), Throws.Nothing, $"{what} the next try");
        Assert.That(Snapshot(area), Is.EqualTo(await AfterOfAsync(deed)), $"{what} the next try");
    }

    private static void CheckFailed(
        Deed deed, Exception failure, (SortedDictionary<string, string> Before, SortedDictionary<string, string> Now, SortedDictionary<string, string> After) states, string what)
    {
        var (before, now, after) = states;
        Assert.That(failure, Is.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<OperationCanceledException>(), what);
        if (Same(now, before) || Same(now, after))
            return;
        if (deed.MayBeCut is { } path && now.TryGetValue(path, out var cut) && after[path].StartsWith(cut.TrimEnd('.'), StringComparison.Ordinal))
            return;
        Assert.That(deed.MayBeHalfDone, Is.True, $"{what}: neither as before nor as after: {string.Join(", ", now.Keys)}");
        foreach (var (at, content) in now)
            Assert.That(content, Is.EqualTo(before.GetValueOrDefault(at)).Or.EqualTo(after.GetValueOrDefault(at)), $"{what}: {at}");
        if (!deed.Deletes)
            Assert.That(before.Values.Where(content => !now.ContainsValue(content)), Is.Empty, $"{what}: lost");
    }

    /// <summary>Sends what was kept and finishes what was begun; false if there was nothing.</summary>
    private static async Task<bool> RecoverAsync(S3FileSystem files)
    {
        var found = await files.Recovery.FindAsync();
        foreach (var work in found)
            await files.Recovery.ResumeAsync(work, force: true);
        return found.Count > 0;
    }

    private async Task<SortedDictionary<string, string>> AfterOfAsync(Deed deed)
    {
        if (!_after.TryGetValue(deed, out var after))
        {
            var area = $"{++_areas}/";
            using var files = NewProcess(area);
            await deed.PrepareAsync(files);
            await deed.RunAsync(files, CancellationToken.None);
            _after[deed] = after = Snapshot(area);
        }

        return after;
    }

    /// <summary>Everything in an area, as another process sees it.</summary>
    private SortedDictionary<string, string> Snapshot(string area)
    {
        using var files = NewProcess(area);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in files.DirectoryInfo.New("/").EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            found[entry.FullName] = entry.LinkTarget is { } target ? $"link to {target}" : entry is IFileInfo ? files.File.ReadAllText(entry.FullName) : "directory";
        return found;
    }

    private static bool Same(SortedDictionary<string, string> one, SortedDictionary<string, string> other) => one.SequenceEqual(other);

    private S3FileSystem NewProcess(string area) => new(
        Client,
        Bucket,
        area,
        new S3FileSystemOptions
        {
            PartSizeBytes = PartBytes,
            SpillDirectory = Folder,
            TimeProvider = new ImpatientTime(),
            Requests = { Compatibility = compatibility },
        });
}
