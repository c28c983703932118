using VfsStorage.Streams;

namespace VfsStorage.Tests.Budgets;

/// <summary>The most memory that the process has, and that the library counts, since this was made.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly MemoryLedger _ledger;
    private readonly long _idle;
    private readonly Timer _timer;
    private long _most;
    private long _mostCounted;

    public MemoryWatch(MemoryLedger ledger)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        (_ledger, _idle) = (ledger, Environment.WorkingSet);
        _timer = new Timer(_ => Interlocked.Exchange(ref _most, Math.Max(Volatile.Read(ref _most), Environment.WorkingSet)), null, 0, 20);
    }

    public long MostAboveIdle => Volatile.Read(ref _most) - _idle;

    public long MostCounted => _mostCounted;

    public void Look() => _mostCounted = Math.Max(_mostCounted, _ledger.Total);

    public void Dispose() => _timer.Dispose();
}
