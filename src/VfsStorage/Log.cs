using Microsoft.Extensions.Logging;

namespace VfsStorage;

/// <summary>Every message that the library logs. None holds a secret, or content.</summary>
internal static partial class Log
{
    /// <summary>The category of what is about requests.</summary>
    public const string RequestCategory = "VfsStorage.Requests";

    [LoggerMessage(1, LogLevel.Warning, "'{Source}' was moved to '{Destination}', but the journal of the move could not be removed; 'vfs recover' does that.")]
    public static partial void JournalStays(this ILogger logger, string source, string destination, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "An upload to '{Path}' that failed could not be dropped; 'vfs doctor --fix' removes what is left of it.")]
    public static partial void UploadStays(this ILogger logger, string path, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The lease of '{Path}' was taken over by somebody else: what is written to the open file cannot be sent any more.")]
    public static partial void LeaseLost(this ILogger logger, string path, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "The lease of '{Path}' could not be renewed; it is tried again before it runs out.")]
    public static partial void LeaseNotRenewed(this ILogger logger, string path, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The lease of '{Path}' could not be given back; it runs out by itself.")]
    public static partial void LeaseStays(this ILogger logger, string path, Exception exception);

    [LoggerMessage(10, LogLevel.Debug, "{Kind} {Target}: {Outcome} after {Milliseconds:0.0} ms")]
    public static partial void Request(this ILogger logger, string kind, string target, string outcome, double milliseconds);

    [LoggerMessage(11, LogLevel.Information, "{Kind} {Target} is sent again, try {Attempt}: {Reason}")]
    public static partial void Retry(this ILogger logger, string kind, string target, int attempt, string reason);

    [LoggerMessage(12, LogLevel.Warning, "The store asks to slow down: from now on {Limit} requests are in flight at most")]
    public static partial void SlowingDown(this ILogger logger, int limit);

    [LoggerMessage(13, LogLevel.Information, "The store keeps up again: requests are no longer held back")]
    public static partial void FullSpeed(this ILogger logger);

    [LoggerMessage(14, LogLevel.Information, "The store refused the credentials; new ones are fetched")]
    public static partial void RefreshingCredentials(this ILogger logger);
}
