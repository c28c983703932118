using System.IO.Abstractions;

namespace VfsStorage.Facades.Watching;

internal sealed partial class S3FileSystemWatcher
{
    // What WaitForChanged listens to; handlers of the public events do not concern it.
    private event Action<WatchChange>? Noticed;

    public event FileSystemEventHandler? Changed;

    public event FileSystemEventHandler? Created;

    public event FileSystemEventHandler? Deleted;

    public event RenamedEventHandler? Renamed;

    public event ErrorEventHandler? Error;

    public IWaitForChangedResult WaitForChanged(WatcherChangeTypes changeType) => WaitForChanged(changeType, Timeout.Infinite);

    public IWaitForChangedResult WaitForChanged(WatcherChangeTypes changeType, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((long)timeout.TotalMilliseconds, Timeout.Infinite, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)timeout.TotalMilliseconds, int.MaxValue, nameof(timeout));
        return WaitForChanged(changeType, (int)timeout.TotalMilliseconds);
    }

    public IWaitForChangedResult WaitForChanged(WatcherChangeTypes changeType, int timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, Timeout.Infinite);
        var wasEnabled = EnableRaisingEvents;
        var first = new TaskCompletionSource<WatchChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(WatchChange change)
        {
            if (changeType.HasFlag(change.Type))
            {
                first.TrySetResult(change);
            }
        }

        Noticed += Take;
        try
        {
            EnableRaisingEvents = true;
            var change = Blocking.Wait(() => first.Task.WaitAsync(TimeSpan.FromMilliseconds(timeout), gate.Options.TimeProvider));
            return new WaitResult(change.Type, change.Name, change.OldName, TimedOut: false);
        }
        catch (TimeoutException)
        {
            return WaitResult.Timeout;
        }
        finally
        {
            Noticed -= Take;
            EnableRaisingEvents = wasEnabled;
        }
    }

    private void Raise(WatchChange change)
    {
        if ((change.Filters & NotifyFilter) == 0 || !(_filters.Matches(change.Name) || (change.OldName is { } oldName && _filters.Matches(oldName))))
        {
            return;
        }

        Noticed?.Invoke(change);
        try
        {
            Invoke(change);
        }
        catch (Exception error)
        {
            // A handler's own failure ends neither the watching nor the process, as in .NET.
            Fail(error);
        }
    }

    private void Invoke(WatchChange change)
    {
        switch (change.Type)
        {
            case WatcherChangeTypes.Created:
                Invoke(Created, new FileSystemEventArgs(change.Type, _path, change.Name));
                break;
            case WatcherChangeTypes.Deleted:
                Invoke(Deleted, new FileSystemEventArgs(change.Type, _path, change.Name));
                break;
            case WatcherChangeTypes.Changed:
                Invoke(Changed, new FileSystemEventArgs(change.Type, _path, change.Name));
                break;
            default:
                Invoke(Renamed, new RenamedEventArgs(change.Type, _path, change.Name, change.OldName));
                break;
        }
    }

    private void Fail(Exception error) => Invoke(Error, new ErrorEventArgs(error));

    private void Invoke(FileSystemEventHandler? handler, FileSystemEventArgs arguments) =>
        Dispatch(handler, arguments, () => handler?.Invoke(this, arguments));

    private void Invoke(RenamedEventHandler? handler, RenamedEventArgs arguments) =>
        Dispatch(handler, arguments, () => handler?.Invoke(this, arguments));

    private void Invoke(ErrorEventHandler? handler, ErrorEventArgs arguments) =>
        Dispatch(handler, arguments, () => handler?.Invoke(this, arguments));

    private void Dispatch(Delegate? handler, EventArgs arguments, Action invoke)
    {
        if (handler is not null && SynchronizingObject is { InvokeRequired: true } owner)
        {
            owner.BeginInvoke(handler, [this, arguments]);
        }
        else
        {
            invoke();
        }
    }
}
