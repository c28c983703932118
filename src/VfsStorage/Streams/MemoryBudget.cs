namespace VfsStorage.Streams;

/// <summary>What one file system may take of the memory that all streams of the process share: its limit applies to the sum of all of them.</summary>
internal sealed class MemoryBudget(long limit, MemoryLedger ledger)
{
    /// <inheritdoc cref="MemoryLedger.TryHold"/>
    public bool TryHold(long bytes) => ledger.TryHold(bytes, limit);

    /// <inheritdoc cref="MemoryLedger.Hold"/>
    public void Hold(long bytes) => ledger.Hold(bytes);

    /// <inheritdoc cref="MemoryLedger.Release"/>
    public void Release(long bytes) => ledger.Release(bytes);

    /// <inheritdoc cref="MemoryLedger.HandOver"/>
    public void HandOver(long bytes) => ledger.HandOver(bytes);

    /// <inheritdoc cref="MemoryLedger.TryKeep"/>
    public bool TryKeep(long bytes) => ledger.TryKeep(bytes, limit);

    /// <inheritdoc cref="MemoryLedger.PassAsync"/>
    public Task PassAsync(long bytes, CancellationToken cancellationToken) => ledger.PassAsync(bytes, limit, cancellationToken);

    /// <inheritdoc cref="MemoryLedger.Passed"/>
    public void Passed(long bytes) => ledger.Passed(bytes);
}
