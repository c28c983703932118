using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Tests.Budgets;

namespace VfsStorage.Tests.Streams;

/// <summary>A block that is read ahead from a store whose answer stays away, and then fails.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class ReadBlockTests
{
    private const int Length = 200_000;

    private readonly TaskCompletionSource _gate = new();
    private readonly MemoryLedger _ledger = new();

    [Test]
    public async Task Fetch_ReadingAheadFailsMeanwhile_IsTold()
    {
        await using var block = NewBlock();
        Assert.That(block.TryStart(), Is.True);
        var waiting = block.FetchAsync(0, CancellationToken.None).AsTask();
        Assert.That(waiting.IsCompleted, Is.False);
        _gate.SetException(new IOException("broke"));
        Assert.That(() => waiting, Throws.TypeOf<IOException>().With.Message.EqualTo("broke"));
        Assert.That(block.HasFailed, Is.True);
    }

    [Test]
    public async Task Fetch_ReadingAheadHasFailed_IsTold()
    {
        await using var block = NewBlock();
        _gate.SetException(new IOException("broke"));
        Assert.That(block.TryStart(), Is.True);
        Assert.That(async () => await block.FetchAsync(Length - 1, CancellationToken.None), Throws.TypeOf<IOException>());
    }

    [Test]
    public async Task Dispose_ReadingAheadFailed_GivesTheMemoryBack()
    {
        var block = NewBlock();
        block.TryStart();
        _gate.SetException(new IOException("broke"));
        await block.DisposeAsync();
        Assert.That(_ledger.Total, Is.Zero);
    }

    private ReadBlock NewBlock()
    {
        var store = new BottomlessStore(Length, Length, (_, _) => new GatedStream(_gate.Task));
        var info = new ObjectInfo("large", 2 * Length, "etag", DateTimeOffset.UnixEpoch);
        var source = new PinnedObject(store, new ObjectKey("bucket", "large"), VirtualPath.Parse("/large", VirtualPath.Root, "path"), info);
        return new ReadBlock(source, 0, Length, new MemoryBudget(64 << 20, _ledger));
    }

    /// <summary>A body that says nothing before its gate does.</summary>
    private sealed class GatedStream(Task gate) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
