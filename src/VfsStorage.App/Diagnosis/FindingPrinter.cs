using System.Globalization;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Diagnosis;

/// <summary>Prints findings as they come, a line each with what to do about it, and sums them up.</summary>
internal sealed class FindingPrinter(Terminal terminal, bool isJson)
{
    private const int SubjectWidth = 22;

    private readonly List<StorageFinding> _findings = [];
    private readonly Colours _colours = new(terminal);

    /// <summary>What the findings come to.</summary>
    public ExitCode Code => Count(StorageFindingLevel.Error) > 0 ? ExitCode.BadInput : ExitCode.Success;

    /// <summary>Prints one finding.</summary>
    public void Print(StorageFinding finding)
    {
        _findings.Add(finding);
        if (isJson)
            return;
        var (word, colour) = finding.Level switch
        {
            StorageFindingLevel.Ok => ("ok", Colours.Green),
            StorageFindingLevel.Warning => ("warning", Colours.Yellow),
            _ => ("error", Colours.Red),
        };
        terminal.WriteLine($"{_colours.Of(colour, word.PadRight(8))} {finding.Subject.PadRight(SubjectWidth)} {Printable.Of(finding.Message)}");
        foreach (var done in finding.Fixed)
            WriteIndented($"fixed: {Printable.Of(done)}");
        if (finding.Remedy is { } remedy)
            WriteIndented($"-> {remedy}");
    }

    /// <summary>Prints what it all comes to, and the setting that fits the store.</summary>
    public void Conclude(S3Compatibility? compatibility)
    {
        var value = compatibility?.ToString().ToLowerInvariant();
        if (isJson)
        {
            terminal.WriteLine(JsonLine.Of(new
            {
                Findings = _findings,
                Ok = Count(StorageFindingLevel.Ok),
                Warnings = Count(StorageFindingLevel.Warning),
                Errors = Count(StorageFindingLevel.Error),
                Settings = value is null ? null : new { Compatibility = value },
            }));
            return;
        }

        terminal.WriteLine();
        if (value is not null)
            terminal.WriteLine($"The setting for this store, in storage.s3:  \"compatibility\": \"{value}\"");
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(StorageFindingLevel.Ok)} ok, {Plural(Count(StorageFindingLevel.Warning), "warning")}, {Plural(Count(StorageFindingLevel.Error), "error")}."));
    }

    private int Count(StorageFindingLevel level) => _findings.Count(finding => finding.Level == level);

    private void WriteIndented(string text) => terminal.WriteLine(new string(' ', 9 + SubjectWidth + 1) + text);

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");
}
