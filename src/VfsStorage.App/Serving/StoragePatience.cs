using Microsoft.Extensions.Logging;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Queueing;

namespace VfsStorage.App.Serving;

/// <summary>Repeats background work until the storage answers: what was accepted must not be lost because the storage was away.</summary>
internal static class StoragePatience
{
    private const int MaxFailures = 3;

    /// <summary>Runs <paramref name="work"/>, again after <paramref name="pause"/> as often as the storage fails.</summary>
    public static async Task RunAsync(
        Func<Task> work, TimeSpan pause, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception exception) when (FailureHandler.IsStorage(exception))
            {
                ServeLog.StorageFailed(logger, pause.TotalSeconds, exception.Message);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Work that gives up when the storage refuses it, or has failed a few times: it may be away for these files alone, and others wait
    /// for the worker. Only for what need not be done again because of that.
    /// </summary>
    /// <exception cref="TaskBlockedException">When the work is run: it gave up.</exception>
    public static Func<Task<T>> AFewTimes<T>(Func<Task<T>> work)
    {
        var failures = 0;
        return async () =>
        {
            try
            {
                return await work();
            }
            catch (Exception exception) when (FailureHandler.IsStorage(exception))
            {
                if (++failures < MaxFailures && !IsRefusal(exception))
                    throw;
                throw new TaskBlockedException(exception);
            }
        };
    }

    private static bool IsRefusal(Exception exception) => exception is UnauthorizedAccessException or { InnerException: UnauthorizedAccessException };
}
