using System.IO.Abstractions;
using VfsStorage.App.Hosting;
using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>Repeats work whenever a directory changes; changes during the work count for the next time.</summary>
internal sealed class ChangeSignal : IDisposable
{
    /// <summary>After a change it is quiet for so long before the work begins: changes come in swarms.</summary>
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(1);

    private readonly IFileSystemWatcher _watcher;
    private readonly SemaphoreSlim _changed = new(0, 1);

    public ChangeSignal(TransferPlace place)
    {
        _watcher = place.FileSystem.FileSystemWatcher.New(place.Path);
        _watcher.IncludeSubdirectories = true;
        _watcher.Created += (_, _) => Note();
        _watcher.Changed += (_, _) => Note();
        _watcher.Deleted += (_, _) => Note();
        _watcher.Renamed += (_, _) => Note();
        // Events were lost: anything may have changed.
        _watcher.Error += (_, _) => Note();
    }

    /// <summary>Does the work now and after each change, until cancelled while it waits; answers how it went the last time.</summary>
    public async Task<ExitCode> RepeatAsync(Func<Task<ExitCode>> work, Action onWait, CancellationToken cancellationToken)
    {
        _watcher.EnableRaisingEvents = true;
        while (true)
        {
            var result = await work();
            onWait();
            try
            {
                await _changed.WaitAsync(cancellationToken);
                await Task.Delay(_settling, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return result;
            }
        }
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _changed.Dispose();
    }

    private void Note()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A change is noted already.
        }
    }
}
