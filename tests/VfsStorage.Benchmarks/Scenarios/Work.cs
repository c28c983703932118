namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>The same call many times, by some workers at once.</summary>
internal static class Work
{
    public static async Task RunAsync(int count, int workers, Func<int, Task> call, CancellationToken cancellationToken)
    {
        if (workers == 1)
        {
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await call(i);
            }

            return;
        }

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                await call(i);
            }
        }));
    }
}
