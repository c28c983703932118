using System.IO.Abstractions;
using VfsStorage.Streams;
using VfsStorage.Tests.Tree;

namespace VfsStorage.Tests.Streams;

/// <summary>"One budget of bytes for all streams: without room they use less, wait for what frees itself, and never for each other."</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class MemoryBudgetTests
{
    private const int Streams = 200;
    private const int PartSize = 128 << 10;
    private const int Length = (2 * PartSize) + 1_000;
    private const int Budget = 2 << 20;

    /// <summary>What a stream may have beyond the budget so that it always gets on.</summary>
    private const int LeastPerStream = 2 * ChunkPool.ChunkSize;

    [Test]
    public async Task Streams_200OpenInTurnOnOneThread_AllFinishInTheBudget()
    {
        await using var fixture = await StartAsync();
        var most = 0L;
        var files = Enumerable.Range(0, Streams).Select(i => (Path: $"/{i}", Content: ContentOf(i))).ToList();

        var writers = await OpenAllAsync(fixture, files.Select(file => file.Path), FileMode.Create, FileAccess.Write);
        for (var done = 0; done < Length; done += 50_000)
        {
            for (var i = 0; i < Streams; i++)
            {
                await writers[i].WriteAsync(files[i].Content.AsMemory(done, Math.Min(50_000, Length - done)));
                most = Math.Max(most, fixture.Ledger.Total);
            }
        }

        await CloseAllAsync(writers);
        Assert.That(fixture.Ledger.Total, Is.Zero, "writers gave all memory back");

        var readers = await OpenAllAsync(fixture, files.Select(file => file.Path), FileMode.Open, FileAccess.Read);
        var read = files.Select(_ => new byte[Length]).ToList();
        for (var done = 0; done < Length; done += 50_000)
        {
            for (var i = 0; i < Streams; i++)
            {
                await readers[i].ReadExactlyAsync(read[i].AsMemory(done, Math.Min(50_000, Length - done)));
                most = Math.Max(most, fixture.Ledger.Total);
            }
        }

        await CloseAllAsync(readers);
        Assert.Multiple(() =>
        {
            Assert.That(Enumerable.Range(0, Streams).All(i => read[i].AsSpan().SequenceEqual(files[i].Content)));
            Assert.That(fixture.Ledger.Total, Is.Zero, "readers gave all memory back");
            Assert.That(most, Is.LessThanOrEqualTo(Budget + (Streams * LeastPerStream)));
        });
    }

    [Test]
    public async Task Streams_200AtOnce_AllFinish()
    {
        await using var fixture = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Streams).Select(async i =>
        {
            await using var writer = await OpenAsync(fixture, $"/{i}", FileMode.Create, FileAccess.Write);
            await writer.WriteAsync(ContentOf(i));
        }));
        var whole = await Task.WhenAll(Enumerable.Range(0, Streams).Select(async i =>
        {
            await using var reader = await OpenAsync(fixture, $"/{i}", FileMode.Open, FileAccess.Read);
            using var copy = new MemoryStream();
            await reader.CopyToAsync(copy);
            return copy.ToArray().AsSpan().SequenceEqual(ContentOf(i));
        }));

        Assert.That(whole, Is.All.True);
        Assert.That(fixture.Ledger.Total, Is.Zero);
    }

    [Test]
    public async Task Append_NoRoom_LosesNothing()
    {
        var options = TreeFixture.Options();
        options.MemoryBudgetBytes = 0;
        await using var fixture = await TreeFixture.StartAsync(treeOptions: options);
        var content = ContentOf(1);

        await using (var writer = await OpenAsync(fixture, "/log", FileMode.Append, FileAccess.Write))
        {
            await writer.WriteAsync(content);
        }

        Assert.That((await fixture.Tree.ReadAsync(TreeFixture.PathOf("/log"), default)).AsSpan().SequenceEqual(content));
        Assert.That(fixture.Ledger.Total, Is.Zero);
    }

    private static Task<TreeFixture> StartAsync() => TreeFixture.StartAsync(
        treeOptions: new S3FileSystemOptions { PartSizeBytes = PartSize, MemoryBudgetBytes = Budget, KnownDirectoryLifetime = TimeSpan.FromMinutes(1) });

    private static byte[] ContentOf(int seed)
    {
        var content = new byte[Length];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static Task<FileSystemStream> OpenAsync(TreeFixture fixture, string path, FileMode mode, FileAccess access) =>
        fixture.Tree.OpenAsync(TreeFixture.PathOf(path), new OpenRequest(mode, access, FileShare.Read), CancellationToken.None);

    private static async Task<List<FileSystemStream>> OpenAllAsync(TreeFixture fixture, IEnumerable<string> paths, FileMode mode, FileAccess access)
    {
        var streams = new List<FileSystemStream>();
        foreach (var path in paths)
        {
            streams.Add(await OpenAsync(fixture, path, mode, access));
        }

        return streams;
    }

    private static async Task CloseAllAsync(List<FileSystemStream> streams)
    {
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }
}
