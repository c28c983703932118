using Microsoft.Extensions.Logging;

namespace VfsStorage;

/// <summary>Every message that the library logs. None holds a secret.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "'{Source}' was moved to '{Destination}', but the journal of the move could not be removed; 'vfs recover' does that.")]
    public static partial void JournalStays(this ILogger logger, string source, string destination, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "An upload to '{Path}' that failed could not be dropped; 'vfs doctor --fix' removes what is left of it.")]
    public static partial void UploadStays(this ILogger logger, string path, Exception exception);
}
