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
        (string Heading, Func<FileSummary, int> Value)[] numbers =
        [
            ("Rows", file => file.Rows),
            ("Compliant", file => file.Compliant),
            ("Not compliant", file => file.Processed - file.Compliant),
            ("Skipped", file => file.Skipped),
            ("Failed", file => file.Failed),
        ];
        var table = new Table().Border(TableBorder.Ascii2);
        table.AddColumn(new TableColumn("File").Footer("Total"));
        foreach (var (heading, value) in numbers)
            table.AddColumn(new TableColumn(heading).RightAligned().Footer(Number(summary.Files.Sum(value))));
        table.AddColumn("Archived");
        foreach (var file in summary.Files)
            table.AddRow([Markup.Escape(file.CsvFile), .. numbers.Select(number => Number(number.Value(file))), Markup.Escape(ArchivedIn(file))]);
        return table;
    }

    /// <summary>The folder of the day, and the name if it is another there.</summary>
    private static string ArchivedIn(FileSummary file)
    {
        if (file.ArchivedAs is null)
            return file.AwaitsOtherShards ? "by the last shard" : "no";
        var segments = file.ArchivedAs.Split('/', '\\');
        return segments[^1] == file.CsvFile ? segments[^2] : $"{segments[^2]}/{segments[^1]}";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
