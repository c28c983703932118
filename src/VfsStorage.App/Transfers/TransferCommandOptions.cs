using System.CommandLine;
using VfsStorage.App.Locations;
using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>The options that the transferring commands share, and what they make of them.</summary>
internal static class TransferCommandOptions
{
    private const int MaxParallel = 1000;

    /// <summary>Only the plan.</summary>
    public static Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show the plan and end." };

    /// <summary>What is transferred.</summary>
    public static Option<string[]> Include { get; } = new("--include")
    {
        Description = "Only files whose name (or path, if the pattern has a slash) fits: * within a name, ** over directories. May be repeated.",
        HelpName = "glob",
    };

    /// <summary>What is not.</summary>
    public static Option<string[]> Exclude { get; } = new("--exclude") { Description = "Leave such files out; wins over --include. May be repeated.", HelpName = "glob" };

    /// <summary>How many files at once.</summary>
    public static Option<int> Parallel { get; } = CreateParallel();

    /// <summary>The proof of a copy.</summary>
    public static Option<TransferVerification> Verify { get; } = new("--verify")
    {
        Description = "What proves a copy: its checksum (default), its size, or none.",
        HelpName = "checksum|size|none",
    };

    /// <summary>The report as JSON.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write the report as JSON, and nothing else." };

    /// <summary>The report as JSON in a file.</summary>
    public static Option<string> Report { get; } = new("--report") { Description = "Write the report as JSON to this file, too.", HelpName = "file" };

    /// <summary>The manifest.</summary>
    public static Option<string> Manifest { get; } = new("--manifest")
    {
        Description = "The file that says what is done. Default: one in the folder .vfs of the working directory.",
        HelpName = "file",
    };

    /// <summary>Adds those that every transferring command has.</summary>
    public static Command WithTransferOptions(this Command command)
    {
        foreach (var option in new Option[] { DryRun, Parallel, Json, Report, Manifest, Confirmation.Yes, Commands.SharedOptions.Config })
            command.Options.Add(option);
        return command;
    }

    /// <summary>Options of a transfer, as far as all commands share them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="opener">Whose settings of S3 count.</param>
    /// <param name="manifest">The manifest's path.</param>
    public static TransferOptions CreateOptions(ParseResult parsed, PlaceOpener opener, string manifest)
    {
        var glob = new PathGlob(parsed.GetValue(Include) ?? [], parsed.GetValue(Exclude) ?? []);
        return new TransferOptions
        {
            Verification = parsed.GetValue(Verify),
            Filter = glob.IsEverything ? null : glob.Matches,
            Parallelism = parsed.GetValue(Parallel),
            PartSizeBytes = (long)opener.Options.S3.PartSizeMb << 20,
            ManifestPath = manifest,
        };
    }

    /// <summary>What the command line says about how it is done.</summary>
    public static TransferOrder CreateOrder(ParseResult parsed, PlaceOpener opener, Microsoft.Extensions.Configuration.IConfiguration configuration) => new()
    {
        IsDryRun = parsed.GetValue(DryRun),
        Yes = parsed.GetValue(Confirmation.Yes),
        Json = parsed.GetValue(Json),
        ReportFile = parsed.GetValue(Report),
        ResumeCommand = CommandText(parsed),
        Settings = TransferSettings.Read(configuration, opener.Options.S3.AwsRegion),
    };

    /// <summary>The command line as it can be typed again.</summary>
    public static string CommandText(ParseResult parsed) => "vfs " + string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value)));

    private static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,+@".Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static Option<int> CreateParallel()
    {
        var option = new Option<int>("--parallel") { Description = "How many files are under way at once. Default: 64.", HelpName = "n", DefaultValueFactory = _ => 64 };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var number) && number is >= 1 and <= MaxParallel))
                result.AddError($"--parallel must be from 1 to {MaxParallel}, not '{token.Value}'.");
        });
        return option;
    }
}
