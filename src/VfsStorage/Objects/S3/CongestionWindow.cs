using Microsoft.Extensions.Logging;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Holds the requests in flight to as many as the store takes: any number until it asks to slow down, then half of those that were in flight, and one
/// more whenever that many have succeeded, until nobody has to wait any longer.
/// </summary>
internal sealed class CongestionWindow(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<int>> _waiting = new();
    private int _limit = int.MaxValue;
    private int _inFlight;
    private int _succeeded;
    private int _round;

    /// <summary>How many requests may be in flight.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }
    }

    /// <summary>Waits until one more request may leave; the answer is to be handed to <see cref="Leave"/>.</summary>
    public ValueTask<int> EnterAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource<int>> place;
        lock (_lock)
        {
            if (_inFlight < _limit)
            {
                _inFlight++;
                return new(_round);
            }

            place = _waiting.AddLast(new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return new(WaitAsync(place, cancellationToken));
    }

    /// <summary>The store asked a request to slow down, which may be tried again and has not left.</summary>
    public void SlowDown(int round)
    {
        lock (_lock)
        {
            Halve(round);
        }
    }

    /// <summary>A request has ended; <paramref name="throttled"/> says that the store asked to slow down.</summary>
    public void Leave(int round, bool throttled)
    {
        lock (_lock)
        {
            if (throttled)
            {
                Halve(round);
            }
            else if (_limit != int.MaxValue && ++_succeeded >= _limit)
            {
                Widen();
            }

            _inFlight--;
            Admit();
        }
    }

    private void Halve(int round)
    {
        // Those that left with it, and are refused with it, are one sign and not many.
        if (round == _round)
        {
            _round++;
            _limit = Math.Max(1, Math.Min(_limit, _inFlight) / 2);
            _succeeded = 0;
            logger.SlowingDown(_limit);
        }
    }

    private void Widen()
    {
        _succeeded = 0;
        _limit++;
        if (_waiting.Count == 0 && _inFlight <= _limit / 2)
        {
            _limit = int.MaxValue;
            logger.FullSpeed();
        }
    }

    private void Admit()
    {
        while (_inFlight < _limit && _waiting.First is { } next)
        {
            _waiting.RemoveFirst();
            if (next.Value.TrySetResult(_round))
            {
                _inFlight++;
            }
        }
    }

    private static async Task<int> WaitAsync(LinkedListNode<TaskCompletionSource<int>> place, CancellationToken cancellationToken)
    {
        await using var _ = cancellationToken.UnsafeRegister(_ => place.Value.TrySetCanceled(cancellationToken), null).ConfigureAwait(false);
        return await place.Value.Task.ConfigureAwait(false);
    }
}
