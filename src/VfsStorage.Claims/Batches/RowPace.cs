namespace VfsStorage.Claims.Batches;

/// <summary>Waits between two rows of a run, across files; not before the first.</summary>
internal sealed class RowPace(TimeProvider time, TimeSpan wait)
{
    private bool _started;

    public async Task NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_started && wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
        _started = true;
    }
}
