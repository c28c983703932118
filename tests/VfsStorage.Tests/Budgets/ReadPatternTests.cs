using System.IO.Abstractions;
using System.IO.Compression;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Testing;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Budgets;

/// <summary>What readers fetch who do not simply go from the start to the end.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ReadPatternTests
{
    private const int Piece = 64 << 10;
    private const long Length = 512L << 20;
    private const int Seed = 20_261_123;

    [Test]
    public async Task Read_RandomPieces_FetchesAtMost8TimesWhatIsAskedForAndFewerRequests()
    {
        var store = new BottomlessStore(Length, 8 << 20);
        const int count = 600;

        var wrong = await ReadAtRandomAsync(store, FileOptions.None, count);

        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Zero);
            Assert.That(store.Asked, Is.LessThanOrEqualTo(8L * Piece * count));
            Assert.That(store.Reads, Is.LessThanOrEqualTo(count + 1));
        });
    }

    [Test]
    public async Task Read_RandomPiecesOfAHugeFile_FetchesLittleMoreThanIsAskedFor()
    {
        var store = new BottomlessStore(1L << 40, 8 << 20);
        const int count = 300;

        var wrong = await ReadAtRandomAsync(store, FileOptions.None, count);

        Assert.That((wrong, store.Reads), Is.EqualTo((0, count + 1)));
        Assert.That(store.Asked, Is.LessThanOrEqualTo((8 << 20) + (3L * Piece * count)));
    }

    [Test]
    public async Task Read_RandomAccess_FetchesExactlyWhatIsAskedFor()
    {
        var store = new BottomlessStore(Length, 8 << 20);
        const int count = 300;

        var wrong = await ReadAtRandomAsync(store, FileOptions.RandomAccess, count);

        // Less where a piece was read before.
        Assert.That((wrong, store.Reads), Is.EqualTo((0, count + 1)));
        Assert.That(store.Asked, Is.InRange((long)Piece * (count - 2), (long)Piece * count));
    }

    [Test]
    public async Task Read_SmallPiecesInOnePlace_FetchesOnce()
    {
        var store = new BottomlessStore(Length, 8 << 20);
        await using var stream = await OpenAsync(store, FileOptions.None, new MemoryLedger());

        foreach (var offset in (long[])[100_000_000, 100_000_500, 100_000_100, 100_020_000])
        {
            stream.Position = offset;
            await stream.ReadExactlyAsync(new byte[100]);
        }

        Assert.That(store.Reads, Is.EqualTo(2));
    }

    [TestCase(FileOptions.None, false)]
    [TestCase(FileOptions.SequentialScan, true)]
    public async Task Read_FirstPiece_ReadsFarAheadOnlyWithSequentialScan(FileOptions options, bool readsFarAhead)
    {
        var ledger = new MemoryLedger();
        await using var stream = await OpenAsync(new BottomlessStore(Length, 8 << 20), options, ledger);

        await stream.ReadExactlyAsync(new byte[Piece]);

        Assert.That(ledger.Total > 32 << 20, Is.EqualTo(readsFarAhead));
    }

    [Test]
    public async Task ZipArchive_OneGiB_OpensAndExtractsASmallEntryWithFiveRequests()
    {
        using var archive = MakeArchive();
        var store = new BottomlessStore(archive.Length, 8 << 20, archive.Range);
        await using var stream = await OpenAsync(store, FileOptions.None, new MemoryLedger());

        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry("small/0777.txt")!.Open());
        var text = await reader.ReadToEndAsync();

        Assert.Multiple(() =>
        {
            Assert.That(archive.Length, Is.GreaterThan(1L << 30));
            Assert.That(text, Is.EqualTo("the text of 777"));
            Assert.That(store.Reads, Is.LessThanOrEqualTo(5));
        });
    }

    /// <summary>Two thousand small entries around one of a gibibyte, as it is stored.</summary>
    private static SparseStream MakeArchive()
    {
        var archive = new SparseStream();
        using var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true);
        for (var i = 0; i < 2_000; i++)
        {
            if (i == 1_000)
            {
                using var large = zip.CreateEntry("large.bin", CompressionLevel.NoCompression).Open();
                var zeros = new byte[1 << 20];
                for (var piece = 0; piece < 1_024; piece++)
                {
                    large.Write(zeros);
                }
            }

            using var writer = new StreamWriter(zip.CreateEntry($"small/{i:d4}.txt").Open());
            writer.Write($"the text of {i}");
        }

        return archive;
    }

    /// <summary>Reads pieces at random places; answers how many were wrong.</summary>
    private static async Task<int> ReadAtRandomAsync(BottomlessStore store, FileOptions options, int count)
    {
        await TestContext.Out.WriteLineAsync($"seed {Seed}");
        var random = new Random(Seed);
        var (wrong, piece, ledger) = (0, new byte[Piece], new MemoryLedger());
        await using (var stream = await OpenAsync(store, options, ledger))
        {
            for (var i = 0; i < count; i++)
            {
                var offset = random.NextInt64(stream.Length - Piece);
                stream.Position = offset;
                await stream.ReadExactlyAsync(piece);
                wrong += SyntheticContent.Matches(offset, piece) ? 0 : 1;
            }
        }

        Assert.That(ledger.Total, Is.Zero, "all memory was given back");
        return wrong;
    }

    private static Task<FileSystemStream> OpenAsync(BottomlessStore store, FileOptions options, MemoryLedger ledger)
    {
        var tree = new FileTree(store, new MountTable([new S3Mount("/", "bucket")]), new S3FileSystemOptions(), ledger);
        var request = new OpenRequest(FileMode.Open, FileAccess.Read, FileShare.Read) { Options = options };
        return tree.OpenAsync(VirtualPath.Parse("/large", VirtualPath.Root, "path"), request, CancellationToken.None);
    }
}
