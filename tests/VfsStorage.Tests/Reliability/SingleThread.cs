using System.Collections.Concurrent;

namespace VfsStorage.Tests.Reliability;

/// <summary>A thread with a context whose continuations only it could run, as in a desktop application.</summary>
internal sealed class SingleThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private int _posted;

    public SingleThread()
    {
        var thread = new Thread(() =>
        {
            SetSynchronizationContext(this);
            foreach (var work in _work.GetConsumingEnumerable())
                work();
        })
        { IsBackground = true };
        thread.Start();
    }

    /// <summary>How many continuations were sent here.</summary>
    public int Posted => Volatile.Read(ref _posted);

    public Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    public override void Post(SendOrPostCallback callback, object? state)
    {
        Interlocked.Increment(ref _posted);
        _work.Add(() => callback(state));
    }

    public override void Send(SendOrPostCallback callback, object? state) => Post(callback, state);

    public void Dispose() => _work.CompleteAdding();
}
