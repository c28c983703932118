using System.Diagnostics;
using Spectre.Console;
using VfsStorage.App.Hosting;
using VfsStorage.Transfer;
using static VfsStorage.App.Locations.SizeText;

namespace VfsStorage.App.Transfers;

/// <summary>Shows how far a transfer is, once it has taken two seconds: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class TransferDisplay
{
    private static readonly TimeSpan _redraw = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _line = TimeSpan.FromSeconds(5);

    /// <summary>Waits for a transfer.</summary>
    public static async Task<TransferReport> ShowAsync(Terminal terminal, bool isSilent, string title, TransferProgress progress, Task<TransferReport> work)
    {
        var started = Stopwatch.GetTimestamp();
        if (isSilent || await Task.WhenAny(work, Task.Delay(Waiting.Patience)) == work)
            return await work;
        if (terminal.IsLive)
            await BarAsync(terminal, title, progress, work, started);
        else
            await LinesAsync(terminal, progress, work, started);
        return await work;
    }

    /// <summary>How far it is, in one line.</summary>
    public static string Line(TransferProgress progress, TimeSpan elapsed)
    {
        var errors = progress.Errors == 0 ? "" : $", {Count(progress.Errors, "error")}";
        return $"{Count(progress.Files)} of {Count(progress.TotalFiles)} files, {Bytes(progress.Bytes)} of {Bytes(progress.TotalBytes)}, "
            + $"{Rate(progress.Bytes, elapsed)}{Left(progress, elapsed)}{errors}";
    }

    private static string Left(TransferProgress progress, TimeSpan elapsed)
    {
        var done = Fraction(progress);
        return done is > 0.01 and < 1 ? $", {Duration(elapsed * ((1 - done) / done))} left" : "";
    }

    /// <summary>Small files are about files, large ones about bytes: whichever is less far.</summary>
    private static double Fraction(TransferProgress progress)
    {
        var files = progress.TotalFiles == 0 ? 1 : (double)progress.Files / progress.TotalFiles;
        var bytes = progress.TotalBytes == 0 ? files : (double)progress.Bytes / progress.TotalBytes;
        return Math.Clamp((files + bytes) / 2, 0, 1);
    }

    /// <summary>Draws a bar until the work ends, however it ends.</summary>
    public static Task BarAsync(Terminal terminal, string title, TransferProgress progress, Task work, long started) =>
        terminal.Console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Described(title, progress, started), maxValue: 1);
                while (!work.IsCompleted)
                {
                    bar.Value = Fraction(progress);
                    bar.Description = Described(title, progress, started);
                    await Task.WhenAny(work, Task.Delay(_redraw));
                }

                bar.Value = work.IsCompletedSuccessfully ? 1 : Fraction(progress);
            });

    private static string Described(string title, TransferProgress progress, long started) =>
        Markup.Escape((title.Length == 0 ? "" : title + ": ") + Line(progress, Stopwatch.GetElapsedTime(started)));

    private static async Task LinesAsync(Terminal terminal, TransferProgress progress, Task work, long started)
    {
        while (!work.IsCompleted)
        {
            terminal.WriteLine(Line(progress, Stopwatch.GetElapsedTime(started)));
            await Task.WhenAny(work, Task.Delay(_line));
        }
    }
}
