using System.Collections.Concurrent;

namespace VfsStorage.Claims.Storage;

/// <summary>
/// The files that this process is creating just now, each by one creator at a time. Where a file appears all at once when it is closed, the
/// process finds it until then itself, and empty: readers wait for it here, as another process would read before or after, never between.
/// </summary>
internal sealed class Creations
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _underWay = new(StringComparer.Ordinal);

    /// <summary>Done when nobody is creating <paramref name="path"/>.</summary>
    public Task EndOf(string path) => _underWay.TryGetValue(path, out var creation) ? creation.Task : Task.CompletedTask;

    /// <summary>Creates <paramref name="path"/> by <paramref name="create"/>, after whoever is creating it already.</summary>
    public async Task RunAsync(string path, Func<Task> create)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_underWay.TryAdd(path, own))
            await EndOf(path);
        try
        {
            await create();
        }
        finally
        {
            _underWay.TryRemove(path, out _);
            own.SetResult();
        }
    }
}
