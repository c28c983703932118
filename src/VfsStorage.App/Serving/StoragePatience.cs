using Microsoft.Extensions.Logging;
using VfsStorage.App.Serving.Errors;

namespace VfsStorage.App.Serving;

/// <summary>Repeats background work until the storage answers: what was accepted must not be lost because the storage was away.</summary>
internal static class StoragePatience
{
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
}
