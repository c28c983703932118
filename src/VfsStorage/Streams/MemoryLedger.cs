namespace VfsStorage.Streams;

/// <summary>
/// Counts the bytes that all open streams of the process have in memory. Held ones wait for what a stream's user does next; passing ones
/// are on their way to or from the store and free themselves. Only passing ones are ever waited for, and held ones get half of the room at
/// most, so that every wait ends, whatever the users of the streams do or leave undone.
/// </summary>
internal sealed class MemoryLedger
{
    /// <summary>The one that all file systems share.</summary>
    public static readonly MemoryLedger Process = new();

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private long _held;
    private long _passing;

    /// <summary>All bytes, held and passing.</summary>
    public long Total
    {
        get
        {
            lock (_lock)
            {
                return _held + _passing;
            }
        }
    }

    /// <summary>Takes bytes to hold, if there is room below <paramref name="limit"/> and nobody waits for it.</summary>
    public bool TryHold(long bytes, long limit)
    {
        lock (_lock)
        {
            var fits = _waiting.Count == 0 && _held + bytes <= limit / 2 && _held + _passing + bytes <= limit;
            _held += fits ? bytes : 0;
            return fits;
        }
    }

    /// <summary>Takes the few bytes that a stream cannot do without, room or not.</summary>
    public void Hold(long bytes)
    {
        lock (_lock)
        {
            _held += bytes;
        }
    }

    /// <summary>Gives held bytes back.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            Admit();
        }
    }

    /// <summary>Held bytes are on their way from now on.</summary>
    public void HandOver(long bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            _passing += bytes;
        }
    }

    /// <summary>Passing bytes have come to stay, if held ones may be so many.</summary>
    public bool TryKeep(long bytes, long limit)
    {
        lock (_lock)
        {
            var fits = _waiting.Count == 0 && _held + bytes <= limit / 2;
            if (fits)
            {
                _passing -= bytes;
                _held += bytes;
            }

            return fits;
        }
    }

    /// <summary>Waits in line for room for passing bytes. Whoever waits has no passing bytes of the same errand, or two might wait for each other.</summary>
    public Task PassAsync(long bytes, long limit, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            waiter = new Waiter(bytes, limit);
            _waiting.AddLast(waiter.Place);
            Admit();
        }

        return waiter.Granted.Task.IsCompleted ? Task.CompletedTask : WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Passing bytes are gone.</summary>
    public void Passed(long bytes)
    {
        lock (_lock)
        {
            _passing -= bytes;
            Admit();
        }
    }

    private async Task WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        await using var _ = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null).ConfigureAwait(false);
        await waiter.Granted.Task.ConfigureAwait(false);
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Place.List is not null && waiter.Granted.TrySetCanceled(cancellationToken))
            {
                _waiting.Remove(waiter.Place);
                Admit();
            }
        }
    }

    /// <summary>Lets those in line pass, as far as there is room; one alone passes always, however large.</summary>
    private void Admit()
    {
        while (_waiting.First?.Value is { } next && (_passing == 0 || _held + _passing + next.Bytes <= next.Limit))
        {
            _waiting.RemoveFirst();
            _passing += next.Bytes;
            next.Granted.TrySetResult();
        }
    }

    /// <summary>One who stands in line.</summary>
    private sealed class Waiter
    {
        public Waiter(long bytes, long limit) => (Bytes, Limit, Place) = (bytes, limit, new LinkedListNode<Waiter>(this));

        public long Bytes { get; }

        public long Limit { get; }

        public LinkedListNode<Waiter> Place { get; }

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
