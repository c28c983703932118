using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using VfsStorage.App.Configuration;

namespace VfsStorage.App.Hosting;

/// <summary>The log file: rolls at 10 MB, keeps five old files, and logs each group at its own level.</summary>
internal static class FileLog
{
    private const long MaxBytes = 10 * 1024 * 1024;
    private const int KeptFiles = 6;
    private const string Format = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <summary>Adds the log file, unless the settings name none.</summary>
    public static void Add(ILoggingBuilder logging, AppSettings settings, LogSwitch logSwitch)
    {
        logging.ClearProviders();
        if (settings.LogFile.Length == 0)
            return;
        logging.SetMinimumLevel(LogLevel.Debug);
        var levels = LoggingGroups.Categories.ToDictionary(group => group.Value, group => settings.LogLevels[group.Key], StringComparer.Ordinal);
        logging.AddFilter((category, level) => category is not null && levels.TryGetValue(category, out var least)
            ? level >= (logSwitch.IsDebug ? LogLevel.Debug : least)
            : level >= LogLevel.Warning);
        // Not by AddSerilog: that adds a filter of its own, which lets everything pass and wins.
        logging.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(CreateLogger(settings.LogFile), dispose: true));
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
