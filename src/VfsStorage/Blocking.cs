using System.Diagnostics.CodeAnalysis;

namespace VfsStorage;

/// <summary>
/// The one place where a synchronous member waits for asynchronous work. The work starts without the caller's
/// synchronisation context, so that nothing below can post back to the thread that waits here.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "This is the file the ban points to.")]
internal static class Blocking
{
    public static void Wait(Func<Task> work) => Wait(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    public static T Wait<T>(Func<Task<T>> work) => WithoutContext(work, static start => Finish(start()));

    /// <summary>Moves to the next element; waits only where one must be fetched.</summary>
    public static bool MoveNext<T>(IAsyncEnumerator<T> enumerator) => WithoutContext(enumerator, static source =>
    {
        var move = source.MoveNextAsync();
        return move.IsCompletedSuccessfully ? move.Result : Finish(move.AsTask());
    });

    public static void Dispose(IAsyncDisposable disposable) => Wait(() => disposable.DisposeAsync().AsTask());

    private static T Finish<T>(Task<T> task)
    {
        var leaves = !task.IsCompleted && PoolRoom.Enter();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            if (leaves)
            {
                PoolRoom.Leave();
            }
        }
    }

    private static T WithoutContext<TState, T>(TState state, Func<TState, T> wait)
    {
        var context = SynchronizationContext.Current;
        if (context is null)
        {
            return wait(state);
        }

        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return wait(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
