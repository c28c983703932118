using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Claims.Batches;

/// <summary>Waits between two rows of a run, across files and workers; not before the first.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle as long as nobody asks for one.")]
internal sealed class RowPace(TimeProvider time, TimeSpan wait)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _started;

    public async Task NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (wait <= TimeSpan.Zero)
            return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_started)
                await Task.Delay(wait, time, cancellationToken);
            _started = true;
        }
        finally
        {
            _turn.Release();
        }
    }
}
