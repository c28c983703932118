using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using VfsStorage.App.Configuration;

namespace VfsStorage.App.Hosting;

/// <summary>The log file: rolls at 10 MB, keeps five old files, and logs each group at its own level.</summary>
internal static class FileLog
{
    private const long MaxBytes = 10 * 1024 * 1024;
    private const int KeptFiles = 6;
    private const string Format = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <summary>Adds the log file, unless the settings name none.</summary>
    public static void Add(ILoggingBuilder logging, AppSettings settings, bool isDiagnostic)
    {
        logging.ClearProviders();
        if (settings.LogFile.Length == 0)
            return;
        logging.SetMinimumLevel(LogLevel.Warning);
        foreach (var (group, category) in LoggingGroups.Categories)
            logging.AddFilter(category, isDiagnostic ? LogLevel.Debug : settings.LogLevels[group]);
        logging.AddSerilog(CreateLogger(settings.LogFile), dispose: true);
    }

    private static Logger CreateLogger(string path) => new LoggerConfiguration()
        .MinimumLevel.Is(LogEventLevel.Verbose)
        .WriteTo.File(
            Path.GetFullPath(path),
            outputTemplate: Format,
            formatProvider: CultureInfo.InvariantCulture,
            fileSizeLimitBytes: MaxBytes,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: KeptFiles)
        .CreateLogger();
}
