namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "An interrupted move of a directory can be finished or taken back": a process is killed at each request of a move, and what it leaves is looked at.
/// </summary>
[TestFixture(S3Compatibility.Aws, Category = "Slow")]
[TestFixture(S3Compatibility.Ceph, Category = "Slow")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TreeMoveKillTests(S3Compatibility compatibility)
{
    [Test]
    public Task Move_KilledAtAnyRequest_Resumes() => KillEverywhereAsync(
        "/new", (recovery, work) => recovery.ResumeAsync(work, force: true));

    [Test]
    public Task Move_KilledAtAnyRequest_RollsBack() => KillEverywhereAsync(
        "/old", (recovery, work) => recovery.RollBackAsync(work, force: true));

    [Test]
    public async Task Resume_ItselfKilledAtAnyRequest_CanBeResumed()
    {
        await using var server = await KillServer.StartAsync(compatibility);
        for (var request = 1; ; request++)
        {
            server.BeginRound(request);
            MakeTree(server);
            var before = await server.FilesAsync();
            await server.KillAtAsync(12, MoveAsync);

            var killed = await server.KillAtAsync(request, async process => await FinishAsync(process, (recovery, work) => recovery.ResumeAsync(work, force: true)));

            AssertNothingLost(before, await server.FilesAsync(), $"after request {request}");
            using var survivor = server.NewProcess();
            await FinishAsync(survivor, (recovery, work) => recovery.ResumeAsync(work, force: true));
            AssertAllAt("/new", before, await server.FilesAsync(), $"after request {request}");
            if (!killed)
            {
                TestContext.Out.WriteLine($"{request - 1} kills");
                return;
            }
        }
    }

    private async Task KillEverywhereAsync(string place, Func<S3Recovery, S3UnfinishedWork, Task<IReadOnlyList<string>>> finish)
    {
        var journals = 0;
        await using var server = await KillServer.StartAsync(compatibility);
        for (var request = 1; ; request++)
        {
            server.BeginRound(request);
            MakeTree(server);
            var before = await server.FilesAsync();

            var killed = await server.KillAtAsync(request, MoveAsync);

            var what = $"after request {request}";
            AssertNothingLost(before, await server.FilesAsync(), what);
            using var survivor = server.NewProcess();
            var found = await FinishAsync(survivor, finish);
            journals += found;
            var after = await server.FilesAsync();
            // Without a journal nothing had begun, or all had ended.
            var expected = found > 0 ? place : after.Keys.Any(key => key.StartsWith("/new", StringComparison.Ordinal)) ? "/new" : "/old";
            AssertAllAt(expected, before, after, what);
            Assert.That(server.ReservedKeys(), Is.Empty, what);
            if (!killed)
            {
                TestContext.Out.WriteLine($"{request - 1} kills, {journals} unfinished moves");
                Assert.That(journals, Is.GreaterThan(10));
                return;
            }
        }
    }

    private static async Task<int> FinishAsync(S3FileSystem process, Func<S3Recovery, S3UnfinishedWork, Task<IReadOnlyList<string>>> finish)
    {
        var found = await process.Recovery.FindAsync();
        foreach (var work in found)
        {
            Assert.That((work.Source, work.Destination), Is.EqualTo(("/old", "/new")));
            Assert.That(await finish(process.Recovery, work), Is.Empty);
        }

        return found.Count;
    }

    private static Task MoveAsync(S3FileSystem process) => Task.Run(() => process.Directory.Move("/old", "/new"));

    private static void MakeTree(KillServer server)
    {
        using var process = server.NewProcess();
        process.Directory.CreateDirectory("/old/sub/deep");
        process.Directory.CreateDirectory("/old/empty");
        for (var i = 0; i < 8; i++)
            process.File.WriteAllText($"/old/{i}", $"file {i}");
        process.File.WriteAllText("/old/sub/deep/file", "deep");
        process.File.WriteAllText("/old/sub/in parts", new string('p', (3 * KillServer.PartBytes) + 17));
        process.File.CreateSymbolicLink("/old/link", "0");
        process.File.WriteAllText("/other", "not moved");
    }

    /// <summary>Every file is whole at its old or its new place, or at both.</summary>
    private static void AssertNothingLost(SortedDictionary<string, string> before, SortedDictionary<string, string> now, string what)
    {
        foreach (var (key, content) in before)
        {
            var copies = new[] { key, key.Replace("/old", "/new", StringComparison.Ordinal) }.Distinct().Where(now.ContainsKey).ToList();
            Assert.That(copies, Is.Not.Empty, $"{key} is lost {what}");
            Assert.That(copies.Select(copy => now[copy]), Is.All.EqualTo(content), $"{key} {what}");
        }
    }

    private static void AssertAllAt(string place, SortedDictionary<string, string> before, SortedDictionary<string, string> now, string what)
    {
        var expected = before.Select(file => KeyValuePair.Create(file.Key.Replace("/old", place, StringComparison.Ordinal), file.Value))
            .OrderBy(file => file.Key, StringComparer.Ordinal);
        Assert.That(now, Is.EqualTo(expected), what);
    }
}
