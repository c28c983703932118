using System.Globalization;
using Spectre.Console;
using VfsStorage.App.Hosting;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Prints what a batch did: a table of its files, a line for each problem, and the exit code they mean.</summary>
internal static class SummaryTable
{
    /// <summary>Prints the summary.</summary>
    public static ExitCode Print(Terminal terminal, BatchSummary summary)
    {
        if (summary.Files.Count > 0)
            terminal.Console.Write(TableOf(summary));
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

    private static Table TableOf(BatchSummary summary)
    {
        var table = new Table().Border(TableBorder.Ascii2);
        table.AddColumn("File");
        foreach (var heading in new[] { "Rows", "Compliant", "Not compliant", "Skipped", "Failed", "Seconds" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("Archived as");
        foreach (var file in summary.Files)
            table.AddRow(Row(file));
        table.Columns[0].Footer("Total");
        string[] totals = [Number(summary.Rows), Number(summary.Compliant), Number(summary.Processed - summary.Compliant),
            Number(summary.Skipped), Number(summary.Failed), Seconds(summary.Files.Aggregate(TimeSpan.Zero, (sum, file) => sum + file.Duration))];
        for (var column = 0; column < totals.Length; column++)
            table.Columns[column + 1].Footer(totals[column]);
        return table;
    }

    private static string[] Row(FileSummary file) =>
    [
        Markup.Escape(file.CsvFile),
        Number(file.Rows),
        Number(file.Compliant),
        Number(file.Processed - file.Compliant),
        Number(file.Skipped),
        Number(file.Failed),
        Seconds(file.Duration),
        Markup.Escape(file.ArchivedAs ?? "(not archived)"),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
