using System.IO.Abstractions;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Testing;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Budgets;

/// <summary>Large files and large directories in little memory, at the default part size and concurrency.</summary>
[NonParallelizable]
internal sealed class MemoryTests
{
    private const long MiB = 1 << 20;
    private const int Piece = 64 << 10;

    /// <summary>What is transferred before, so that the code is compiled when memory is looked at.</summary>
    private const long WarmUp = 64 * MiB;

    private static readonly S3FileSystemOptions Options = new();

    private readonly MemoryLedger _ledger = new();
    private BottomlessStore _store = null!;
    private FileTree _tree = null!;

    [TestCase(512 * MiB)]
    [TestCase(4096 * MiB, Category = "Slow,OwnProcess")]
    public async Task Write_Sequential_96MiBAboveIdle(long length)
    {
        Start(WarmUp);
        await WriteAsync(WarmUp, watch: null);
        Start(length);
        using var watch = new MemoryWatch(_ledger);
        await WriteAsync(length, watch);

        Assert.Multiple(() =>
        {
            Assert.That(_store.Received, Is.EqualTo(length));
            Assert.That(watch.MostCounted, Is.InRange(8 * MiB, 80 * MiB));
            TestContext.Out.WriteLine($"{watch.MostAboveIdle} bytes above idle");
            Assert.That(watch.MostAboveIdle, Is.LessThanOrEqualTo(96 * MiB));
            Assert.That(_ledger.Total, Is.Zero);
        });
    }

    [TestCase(512 * MiB)]
    [TestCase(4096 * MiB, Category = "Slow,OwnProcess")]
    public async Task Read_Sequential_96MiBAboveIdle(long length)
    {
        Start(WarmUp);
        await ReadAsync(watch: null);
        Start(length);
        using var watch = new MemoryWatch(_ledger);
        var right = await ReadAsync(watch);

        Assert.Multiple(() =>
        {
            Assert.That(right, Is.EqualTo(length));
            Assert.That(watch.MostCounted, Is.InRange(8 * MiB, 86 * MiB), "80 MiB ahead, one part, and what lies just behind");
            TestContext.Out.WriteLine($"{watch.MostAboveIdle} bytes above idle");
            Assert.That(watch.MostAboveIdle, Is.LessThanOrEqualTo(96 * MiB));
            Assert.That(_ledger.Total, Is.Zero);
        });
    }

    [Test]
    public async Task Enumerate_MillionKeys_Holds32MiB()
    {
        Start(0);
        var query = new EntryQuery("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }) { Directories = false };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (count, most) = (0, 0L);
        await foreach (var _ in _tree.EnumerateAsync(VirtualPath.Parse("/t", VirtualPath.Root, "path"), query, CancellationToken.None))
        {
            if (++count % 200_000 == 100_000)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.That(count, Is.EqualTo(BottomlessStore.Directories * BottomlessStore.FilesEach));
        Assert.That(most, Is.LessThanOrEqualTo(32 * MiB));
    }

    private async Task WriteAsync(long length, MemoryWatch? watch)
    {
        await using var stream = await OpenAsync(FileMode.Create, FileAccess.Write);
        var piece = new byte[Piece];
        for (long done = 0; done < length; done += Piece)
        {
            SyntheticContent.Fill(done, piece);
            await stream.WriteAsync(piece);
            watch?.Look();
        }
    }

    /// <summary>How many bytes were right.</summary>
    private async Task<long> ReadAsync(MemoryWatch? watch)
    {
        var right = 0L;
        await using var stream = await OpenAsync(FileMode.Open, FileAccess.Read);
        var piece = new byte[Piece];
        for (int read; (read = await stream.ReadAsync(piece)) > 0; watch?.Look())
            right += SyntheticContent.Matches(right, piece.AsSpan(0, read)) ? read : 0;
        return right;
    }

    private void Start(long length)
    {
        _store = new BottomlessStore(length, Options.PartSizeBytes);
        _tree = new FileTree(_store, new MountTable([new S3Mount("/", "bucket")]), Options, _ledger);
    }

    private Task<FileSystemStream> OpenAsync(FileMode mode, FileAccess access) =>
        _tree.OpenAsync(VirtualPath.Parse("/large", VirtualPath.Root, "path"), new OpenRequest(mode, access, FileShare.Read), CancellationToken.None);
}
