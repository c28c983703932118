using System.Globalization;
using Spectre.Console;
using VfsStorage.App.Hosting;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Prints what a batch would do: a table of its files, the first problems, and the exit code they mean.</summary>
internal static class RehearsalTable
{
    /// <summary>Prints the rehearsal.</summary>
    public static ExitCode Print(Terminal terminal, IReadOnlyList<FileRehearsal> files)
    {
        if (files.Count == 0)
            terminal.WriteLine("Nothing to do: there is no CSV file in the input area.");
        else
            terminal.Console.Write(TableOf(files));
        foreach (var file in files)
        {
            foreach (var problem in file.Problems)
                terminal.WriteLine(problem);
            if (file.Skipped + file.Defective > file.Problems.Count)
                terminal.WriteLine($"{file.CsvFile}: … {Number(file.Skipped + file.Defective - file.Problems.Count)} more.");
            if (file.Error is not null)
                terminal.WriteError(file.Error);
        }

        terminal.WriteLine("Dry run: nothing was written and no agent was asked.");
        return files.Any(file => file.Error is not null) ? ExitCode.BadInput : ExitCode.Success;
    }

    private static Table TableOf(IReadOnlyList<FileRehearsal> files)
    {
        (string Heading, Func<FileRehearsal, int> Value)[] numbers =
        [
            ("Rows", file => file.Rows), ("To check", file => file.Ready), ("To skip", file => file.Skipped), ("Defective", file => file.Defective),
        ];
        var table = new Table().Border(TableBorder.Ascii2);
        table.AddColumn(new TableColumn("File").Footer("Total"));
        foreach (var (heading, value) in numbers)
            table.AddColumn(new TableColumn(heading).RightAligned().Footer(Number(files.Sum(value))));
        table.AddColumn("Skip reasons");
        foreach (var file in files)
        {
            var reasons = string.Join(", ", file.SkipReasons.Select(reason => $"{reason.Key} {Number(reason.Value)}"));
            table.AddRow([Markup.Escape(file.CsvFile), .. numbers.Select(number => Number(number.Value(file))), Markup.Escape(reasons)]);
        }

        return table;
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
