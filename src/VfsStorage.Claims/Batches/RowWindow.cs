using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// The rows of a file that are under way. Several run at once, those of one employee in their order; results are given back in the
/// order of the file, so that a checkpoint never passes a row that is not done. With one worker it is a plain loop.
/// </summary>
internal sealed class RowWindow : IAsyncDisposable
{
    // So many rows may be done before a slow one that the others need not wait for it, and few enough to do again after a kill.
    private const int RowsPerWorker = 8;

    private readonly BatchContext _context;
    private readonly RowRunner _rows;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _workers;
    private readonly int _capacity;
    private readonly Queue<PendingRow> _pending = new();
    private readonly Dictionary<string, PendingRow> _lastOfEmployee = new(StringComparer.Ordinal);

    public RowWindow(BatchContext context, RowRunner rows, CancellationToken cancellationToken)
    {
        var workers = Math.Max(1, context.Options.Workers);
        _context = context;
        _rows = rows;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _workers = new SemaphoreSlim(workers, workers);
        _capacity = workers == 1 ? 1 : workers * RowsPerWorker;
    }

    public bool IsEmpty => _pending.Count == 0;

    /// <summary>Whether results must or can be taken before another row is started.</summary>
    public bool HasResults => _pending.Count >= _capacity || (_pending.TryPeek(out var first) && first.Run.IsCompleted);

    /// <summary>Starts a row.</summary>
    public void Start(ClaimRow row, string reportName, string digest)
    {
        var employee = row.Claim.EmployeeNumber;
        var before = employee.Length > 0 ? _lastOfEmployee.GetValueOrDefault(employee)?.Run : null;
        Func<Task<DoneRow>> work = () => RunAsync(row, reportName, digest, before);
        var pending = new PendingRow(employee, _capacity == 1 ? work() : Task.Run(work));
        _pending.Enqueue(pending);
        if (employee.Length > 0)
            _lastOfEmployee[employee] = pending;
    }

    /// <summary>Waits for the oldest row; returns it and those after it that are done, too.</summary>
    public async Task<IReadOnlyList<DoneRow>> TakeAsync()
    {
        var done = new List<DoneRow>();
        do
        {
            done.Add(await _pending.Peek().Run);
            var taken = _pending.Dequeue();
            if (_lastOfEmployee.GetValueOrDefault(taken.Employee) == taken)
                _lastOfEmployee.Remove(taken.Employee);
        }
        while (_pending.TryPeek(out var next) && next.Run.IsCompletedSuccessfully);

        return done;
    }

    /// <summary>Stops what is under way and waits for it: nothing is written after this.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var pending in _pending)
            await ((Task)pending.Run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _workers.Dispose();
    }

    private async Task<DoneRow> RunAsync(ClaimRow row, string reportName, string digest, Task? before)
    {
        // Whether that one failed is told when its own result is taken.
        if (before is not null)
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _workers.WaitAsync(_stop.Token);
        try
        {
            await _context.Pace.NextAsync(_stop.Token);
            var started = _context.Time.GetTimestamp();
            var result = await _rows.RunAsync(row, reportName, _stop.Token);
            return new DoneRow(row, digest, result, _context.Time.GetElapsedTime(started));
        }
        finally
        {
            _workers.Release();
        }
    }

    /// <summary>A row under way.</summary>
    private sealed record PendingRow(string Employee, Task<DoneRow> Run);
}
