using Microsoft.Extensions.Logging;

namespace VfsStorage.Claims;

/// <summary>Every message the application logs. None carries a social security number or a date of birth.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Path} cannot be used and the batch starts fresh: {Reason}")]
    public static partial void CheckpointCorrupt(ILogger logger, string path, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Path} has disappeared from the input area before it was archived.")]
    public static partial void CsvGone(ILogger logger, string path);

    [LoggerMessage(3, LogLevel.Warning, "{CsvFile} has changed since the checkpoint: its rows are processed again from the first.")]
    public static partial void CsvChanged(ILogger logger, string csvFile);

    [LoggerMessage(4, LogLevel.Information, "Going on with {CsvFile} after line {LineNumber}.")]
    public static partial void Resuming(ILogger logger, string csvFile, long lineNumber);

    [LoggerMessage(5, LogLevel.Warning, "{CsvFile} line {LineNumber} failed: {Error}")]
    public static partial void RowFailed(ILogger logger, string csvFile, long lineNumber, string error);

    [LoggerMessage(6, LogLevel.Error, "{Error}")]
    public static partial void CsvFailed(ILogger logger, string error);

    [LoggerMessage(7, LogLevel.Information, "{CsvFile}: {Processed} processed, {Skipped} skipped, {Failed} failed.")]
    public static partial void CsvDone(ILogger logger, string csvFile, int processed, int skipped, int failed);

    [LoggerMessage(8, LogLevel.Warning, "{Path} of this batch cannot be read: reports of equal reference ids are told apart by content.")]
    public static partial void ArchivedCsvGone(ILogger logger, string path);

    [LoggerMessage(9, LogLevel.Warning, "There is no organisation index at {Path}: claims without CRD numbers need it.")]
    public static partial void NoOrganizationIndex(ILogger logger, string path);

    [LoggerMessage(10, LogLevel.Warning, "{Path} line {LineNumber} is not an organisation.")]
    public static partial void BadOrganization(ILogger logger, string path, int lineNumber);

    [LoggerMessage(11, LogLevel.Warning, "The hold on the areas could not be given back; it runs out by itself: {Error}")]
    public static partial void HoldStays(ILogger logger, string error);

    [LoggerMessage(12, LogLevel.Warning, "The hold on the areas could not be renewed: {Error}")]
    public static partial void HoldNotRenewed(ILogger logger, string error);

    [LoggerMessage(13, LogLevel.Information, "A process on {Machine} holds the areas; it is watched for up to {Seconds} s to see whether it works.")]
    public static partial void WatchingHold(ILogger logger, string machine, double seconds);

    [LoggerMessage(14, LogLevel.Error, "{Error}")]
    public static partial void UnreadableState(ILogger logger, string error);
}
