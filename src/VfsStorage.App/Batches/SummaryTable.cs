using System.Globalization;
using Spectre.Console;
using VfsStorage.App.Hosting;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Prints what a batch did: a table of its files, a line for each problem, and the exit code they mean.</summary>
internal static class SummaryTable
{
    /// <summary>Prints the summary.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="summary">What the batch did.</param>
    /// <param name="showsTime">Whether to print how long each file took.</param>
    public static ExitCode Print(Terminal terminal, BatchSummary summary, bool showsTime = true)
    {
        if (summary.Files.Count > 0)
            terminal.Console.Write(TableOf(summary, showsTime));
        else if (summary.Outcome == BatchOutcome.Completed)
            terminal.WriteLine("Nothing to do: there is no CSV file in the input area.");

        foreach (var file in summary.Files)
        {
            if (file.Error is not null)
                terminal.WriteError(file.Error);
            if (file.Failed > 0)
                terminal.WriteError($"{file.CsvFile}: {file.Failed} row(s) failed; the reasons are in errors.csv of the archive area.");
        }

        if (summary.Message is not null)
            terminal.WriteError(summary.Message);
        return CodeOf(summary);
    }

    private static ExitCode CodeOf(BatchSummary summary) => summary switch
    {
        { Outcome: BatchOutcome.Cancelled } => ExitCode.Interrupted,
        { Outcome: BatchOutcome.FilesLeft } => ExitCode.BadInput,
        { Failed: > 0 } => ExitCode.Failed,
        _ => ExitCode.Success,
    };

    private static Table TableOf(BatchSummary summary, bool showsTime)
    {
        (string Heading, Func<FileSummary, string> Value, string Total)[] numbers =
        [
            ("Rows", file => Number(file.Rows), Number(summary.Rows)),
            ("Compliant", file => Number(file.Compliant), Number(summary.Compliant)),
            ("Not compliant", file => Number(file.Processed - file.Compliant), Number(summary.Processed - summary.Compliant)),
            ("Skipped", file => Number(file.Skipped), Number(summary.Skipped)),
            ("Failed", file => Number(file.Failed), Number(summary.Failed)),
            .. showsTime ? [("Seconds", file => Seconds(file.Duration), Seconds(Sum(summary)))] : Array.Empty<(string, Func<FileSummary, string>, string)>(),
        ];
        var table = new Table().Border(TableBorder.Ascii2);
        table.AddColumn(new TableColumn("File").Footer("Total"));
        foreach (var (heading, _, total) in numbers)
            table.AddColumn(new TableColumn(heading).RightAligned().Footer(total));
        table.AddColumn("Archived as");
        foreach (var file in summary.Files)
        {
            table.AddRow(
                [Markup.Escape(file.CsvFile), .. numbers.Select(number => number.Value(file)), Markup.Escape(file.ArchivedAs ?? "(not archived)")]);
        }

        return table;
    }

    private static TimeSpan Sum(BatchSummary summary) => summary.Files.Aggregate(TimeSpan.Zero, (sum, file) => sum + file.Duration);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
