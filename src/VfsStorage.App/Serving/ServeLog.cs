using Microsoft.Extensions.Logging;

namespace VfsStorage.App.Serving;

/// <summary>Every message the server logs. None carries a claim's values.</summary>
internal static partial class ServeLog
{
    [LoggerMessage(101, LogLevel.Error, "{Method} request failed with {Status}: {Error}")]
    public static partial void RequestFailed(ILogger logger, string method, int status, string error, Exception exception);

    [LoggerMessage(102, LogLevel.Information, "Going on with {Count} claim(s) accepted before.")]
    public static partial void Recovered(ILogger logger, int count);

    [LoggerMessage(103, LogLevel.Warning, "Task {TaskId} failed and is tried again: {Error}")]
    public static partial void TaskRetried(ILogger logger, string taskId, string error);

    [LoggerMessage(104, LogLevel.Error, "Task {TaskId} failed: {Error}")]
    public static partial void TaskFailed(ILogger logger, string taskId, string error);

    [LoggerMessage(105, LogLevel.Warning, "The storage failed; the queue tries again in {Seconds} s: {Error}")]
    public static partial void StorageFailed(ILogger logger, double seconds, string error);

    [LoggerMessage(107, LogLevel.Warning, "The storage does not answer: {Error}")]
    public static partial void StorageUnhealthy(ILogger logger, string error);

    [LoggerMessage(106, LogLevel.Warning, "Webhook {Id}, attempt {Attempt}: {Error}")]
    public static partial void WebhookFailed(ILogger logger, string id, int attempt, string error);

    [LoggerMessage(108, LogLevel.Error, "Task {TaskId} cannot go on and is taken up again in {Seconds} s: {Error}")]
    public static partial void TaskStuck(ILogger logger, string taskId, double seconds, string error, Exception exception);

    [LoggerMessage(109, LogLevel.Error, "Webhook {Id} cannot be sent and is taken up again in {Seconds} s: {Error}")]
    public static partial void WebhookStuck(ILogger logger, string id, double seconds, string error, Exception exception);
}
