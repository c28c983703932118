using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Kills the batch at every single change it makes to the file system, resumes it, and compares with a run without a kill.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class CrashTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const string Header = "reference_id,employee_number,first_name,last_name,crd_number,license_type\n";

    /// <summary>Reports, skips, a failure, an equal reference id in two files, no reference id, and a file that cannot be read.</summary>
    private static readonly (string Name, string Content)[] _files =
    [
        ("a.csv", Header + "A1,EN-1,Ada,Testwell,9000001,B\nA2,EN-2,,,9000002,\nA3,EN-3,Fail,Testcase,9000003,\nA1,EN-4,Greta,Placeholder,9000004,B\n"),
        ("b.csv", "unknown\nvalue\n"),
        ("c.csv", "note," + Header + "x,A1,EN-5,Jonas,Nonesuch,9000005,B\ny,,EN-6,Nils,Ohne,,\nz,C3,EN-7,Fail,Ohne,9000007,\n"),
    ];

    private static readonly string[] _areas = ["output", "archive", "drop"];

    /// <summary>Every change on the disk; in S3, where a run takes hundreds of requests, every effect meets another quarter of them.</summary>
    [Test]
    public Task RunAsync_KilledAtAnyChange_ResumesWithoutLossOrDouble([Values] CrashEffect effect) =>
        KillAsync(effect, first: Kind.Name == "S3" ? 1 + (int)effect : 1, step: Kind.Name == "S3" ? 4 : 1);

    [Test, Category("Slow")]
    public Task RunAsync_KilledAtEveryChange_ResumesWithoutLossOrDouble([Values] CrashEffect effect) => KillAsync(effect, first: 1, step: 1);

    private async Task KillAsync(CrashEffect effect, int first, int step)
    {
        var expected = await RunWithoutKillAsync();
        var kills = 0;
        for (var change = first; ; change += step)
        {
            using var storage = Kind.Create();
            var crash = storage.CrashAt(change, effect);
            if (!await RunUntilKilledAsync(storage, crash))
                break;
            kills++;
            await RunAsync(storage, null);
            Assert.That(Snapshot(storage), Is.EqualTo(expected), $"killed at change {change}, {effect}");
        }

        Assert.That(kills * step, Is.GreaterThan(30), "the batch makes more changes than that");
    }

    [Test]
    public async Task RunAsync_KilledAgainAndAgain_ResumesWithoutLossOrDouble([Values] CrashEffect effect)
    {
        var expected = await RunWithoutKillAsync();
        using var storage = Kind.Create();
        Fill(storage);
        var kills = 0;
        // Enough changes for one row, or for the rest of a file.
        while (await RunUntilKilledAsync(storage, storage.CrashAt(15, effect), fill: false))
            Assert.That(++kills, Is.LessThan(100), "every run must get further");

        Assert.That(kills, Is.GreaterThan(1));
        Assert.That(Snapshot(storage), Is.EqualTo(expected));
    }

    private async Task<string> RunWithoutKillAsync()
    {
        using var storage = Kind.Create();
        Fill(storage);
        await RunAsync(storage, null);
        var snapshot = Snapshot(storage);
        Assert.That(snapshot, Does.Contain("output/A1.json").And.Contain("output/A1_2.json").And.Contain("output/A1_3.json")
            .And.Contain("skipped.csv").And.Contain("errors.csv").And.Contain("drop/b.csv").And.Not.Contain("checkpoint"));
        return snapshot;
    }

    private async Task<bool> RunUntilKilledAsync(TestFileSystem storage, CrashPoint crash, bool fill = true)
    {
        if (fill)
            Fill(storage);
        try
        {
            await RunAsync(storage, crash);
            return false;
        }
        catch (ProcessKilledException)
        {
            return true;
        }
    }

    private static void Fill(TestFileSystem storage)
    {
        storage.FileSystem.Directory.CreateDirectory(storage.Areas.Input);
        foreach (var (name, content) in _files)
            storage.FileSystem.File.WriteAllText(storage.FileSystem.Path.Combine(storage.Areas.Input, name), content);
    }

    private async Task RunAsync(TestFileSystem storage, CrashPoint? crash)
    {
        var fileSystem = crash is null ? storage.FileSystem : CrashingFileSystem.Wrap(storage.FileSystem, crash);
        var workspace = new ClaimsWorkspace(fileSystem, storage.Areas) { Time = Time, Writes = storage.Writes };
        await new ClaimsBatch(workspace, new PlainProcessor()).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
    }

    /// <summary>Every file outside the cache with its content.</summary>
    private static string Snapshot(TestFileSystem storage)
    {
        var fileSystem = storage.FileSystem;
        var root = fileSystem.Path.GetDirectoryName(storage.Areas.Input)!;
        var files = _areas
            .Select(area => fileSystem.Path.Combine(root, area))
            .SelectMany(area => fileSystem.Directory.EnumerateFiles(area, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
        return string.Join("\n", files.Select(path => $"--- {path[root.Length..].TrimStart('/')}\n{fileSystem.File.ReadAllText(path)}"));
    }
}
