namespace VfsStorage.Testing;

/// <summary>Every request the server received since it started or was cleared; safe to read while requests arrive.</summary>
public sealed class S3RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<S3LoggedRequest> _requests = [];
    private readonly List<Waiter> _waiters = [];
    private readonly bool _keep;
    private long _sequence;

    internal S3RequestLog(bool keep) => _keep = keep;

    /// <summary>The requests so far.</summary>
    public S3RequestSet All => Since(0);

    /// <summary>A mark for <see cref="Since"/>: everything logged so far lies before it.</summary>
    public long Mark
    {
        get
        {
            lock (_gate)
                return _sequence;
        }
    }

    /// <summary>How many requests so far.</summary>
    public int Count()
    {
        lock (_gate)
            return _requests.Count;
    }

    /// <summary>How many requests so far ask for this operation.</summary>
    /// <param name="operation">The operation to count.</param>
    public int Count(S3Operation operation) => All.CountOf(operation);

    /// <summary>The requests that arrived after a mark.</summary>
    /// <param name="mark">An earlier <see cref="Mark"/>.</param>
    public S3RequestSet Since(long mark)
    {
        lock (_gate)
            return new S3RequestSet([.. _requests.Where(r => r.Sequence > mark)]);
    }

    /// <summary>Forgets all requests; those in flight are not logged again.</summary>
    public void Clear()
    {
        lock (_gate)
            _requests.Clear();
    }

    /// <summary>Waits until <paramref name="count"/> requests for an operation have arrived (answered or not) since the last clear.</summary>
    /// <param name="operation">The operation to wait for.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAsync(S3Operation operation, int count = 1, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var waiter = new Waiter(operation, count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiters.Add(waiter);
            Wake();
            return waiter.Arrived.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>How many requests of each kind, such as <c>HEAD×1 PUT×2</c>.</summary>
    public override string ToString() => All.ToString();

    internal void Add(S3LoggedRequest request)
    {
        lock (_gate)
        {
            request.Sequence = ++_sequence;
            if (!_keep)
                return;
            _requests.Add(request);
            Wake();
        }
    }

    private void Wake()
    {
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            var waiter = _waiters[i];
            if (_requests.Count(r => r.Operation == waiter.Operation) < waiter.Count)
                continue;
            waiter.Arrived.SetResult();
            _waiters.RemoveAt(i);
        }
    }

    private sealed record Waiter(S3Operation Operation, int Count, TaskCompletionSource Arrived);
}
