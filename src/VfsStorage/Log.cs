using Microsoft.Extensions.Logging;

namespace VfsStorage;

/// <summary>Every message that the library logs. None holds a secret.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "'{Source}' was moved to '{Destination}', but the journal of the move could not be removed; 'vfs recover' does that.")]
    public static partial void JournalStays(this ILogger logger, string source, string destination, Exception exception);
}
