namespace VfsStorage.Streams;

/// <summary>
/// A copy of an object in a nameless local file, made part by part in the background for a reader that jumps about in it so much that it would
/// come by most of it anyway. How much may be fetched follows what the reader has asked for.
/// </summary>
internal sealed class LocalCopy(PinnedObject source, MemoryBudget memory, string directory) : IAsyncDisposable
{
    private const int PartSize = 4 << 20;

    private readonly SpillFile _file = new(directory);
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private long _allowed;
    private long _copied;

    /// <summary>Goes on copying up to so many bytes in all.</summary>
    public void Allow(long bytes)
    {
        Volatile.Write(ref _allowed, bytes);
        if (_work.IsCompletedSuccessfully && HasNext())
        {
            _work = Task.Run(CopyAsync, CancellationToken.None);
        }
    }

    /// <summary>True if it has the range.</summary>
    public bool Has(long offset, long length) => offset + length <= Volatile.Read(ref _copied);

    /// <summary>Reads a range that it has.</summary>
    public async Task FillAsync(long offset, long length, Func<long, Memory<byte>> sink, CancellationToken cancellationToken)
    {
        for (long done = 0; done < length;)
        {
            var room = sink(done);
            await _file.ReadAsync(offset + done, room, cancellationToken).ConfigureAwait(false);
            done += room.Length;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        // What went wrong with the copy does not matter to the reader: without it the store is asked.
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _file.Dispose();
        _stop.Dispose();
    }

    private bool HasNext() => _copied < source.Info.Length && Math.Min(_copied + PartSize, source.Info.Length) <= Volatile.Read(ref _allowed);

    private async Task CopyAsync()
    {
        while (HasNext())
        {
            var length = Math.Min(PartSize, source.Info.Length - _copied);
            using var part = new PartBuffer(memory);
            await part.PrepareAsync(length, _stop.Token).ConfigureAwait(false);
            await source.FillAsync(_copied, length, done => part.Reserve(done, length - done), null, _stop.Token).ConfigureAwait(false);
            await _file.WriteAsync(_copied, part.AsSequence(length), _stop.Token).ConfigureAwait(false);
            Volatile.Write(ref _copied, _copied + length);
        }
    }
}
