using VfsStorage.Streams;

namespace VfsStorage.Tests.Streams;

/// <summary>What a part has in memory is counted, whatever happens to it on its way.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class PartBufferTests
{
    [TestCase(0)]
    [TestCase(1)]
    public async Task Gather_CannotBringBackWhatIsParked_CountsOnlyWhatIsInMemory(int arriving)
    {
        var ledger = new MemoryLedger();
        using var file = new SpillFile(Path.GetTempPath());
        var place = new SpillRange(file, 0, 3 * ChunkPool.ChunkSize);
        var content = new byte[3 * ChunkPool.ChunkSize];
        new Random(1).NextBytes(content);
        using (var part = new PartBuffer(new MemoryBudget(1 << 20, ledger)))
        {
            part.Write(0, content);
            await part.ParkAsync(place, default);
            // The file is too short for the others, as one on a full disk is.
            using var tooShort = new SpillFile(Path.GetTempPath());
            await tooShort.WriteAsync(0, new(content.AsMemory(0, arriving * ChunkPool.ChunkSize)), default);

            Assert.That(
                async () => await part.GatherAsync(content.Length, new SpillRange(tooShort, 0, 3 * ChunkPool.ChunkSize), default), Throws.InstanceOf<IOException>());
            await part.SettleAsync(place, default);
            Assert.That(ledger.Total, Is.EqualTo(arriving * ChunkPool.ChunkSize));

            var gathered = await part.GatherAsync(content.Length, place, default);
            Assert.That(gathered.FirstSpan.SequenceEqual(content.AsSpan(0, ChunkPool.ChunkSize)));
            await part.SettleAsync(place, default);
        }

        Assert.That(ledger.Total, Is.Zero);
    }
}
