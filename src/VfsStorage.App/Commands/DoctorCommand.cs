using System.CommandLine;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Configuration;
using VfsStorage.App.Diagnosis;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs doctor</c>: tries everything that the configured storage is used for, and says what to do about what does not work.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> _fix = new("--fix")
    {
        Description = "Repair what is ours: delete throw-away objects that were left behind an hour ago, abort incomplete uploads of this account below the "
            + "areas' prefixes that were begun a day ago. Says what it did.",
    };

    private static readonly Option<bool> _quick = new("--quick") { Description = "Do not measure the throughput." };

    private static readonly Option<bool> _printPolicy = new("--print-policy")
    {
        Description = "Print the IAM policy with the least that the configured areas need, and examine nothing.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("doctor", "Find out whether the configured storage works, and what to do if not.") { _fix, _quick, _printPolicy, FileCommand.Json };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(parsed, token => RunAsync(host.Terminal, parsed, token), cancellationToken));
        return command.WithStorageOptions();
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_printPolicy))
        {
            terminal.WriteLine(new StorageDoctor(CommandHost.ConfigurationOf(parsed).GetSection(StorageOptions.SectionName)).DescribePolicy());
            return ExitCode.Success;
        }

        var printer = new FindingPrinter(terminal, parsed.GetValue(FileCommand.Json));
        var doctor = Read(parsed, printer) is { } configuration ? new StorageDoctor(configuration.GetSection(StorageOptions.SectionName)) : null;
        if (doctor is not null)
        {
            var options = new StorageDoctorOptions { Fix = parsed.GetValue(_fix), MeasureThroughput = !parsed.GetValue(_quick) };
            await foreach (var finding in doctor.ExamineAsync(options, cancellationToken))
                printer.Print(finding);
        }

        printer.Conclude(doctor?.RecommendedCompatibility);
        return printer.Code;
    }

    /// <summary>Reads the configuration; what is wrong with it is a finding, too.</summary>
    private static IConfigurationRoot? Read(ParseResult parsed, FindingPrinter printer)
    {
        try
        {
            var configuration = CommandHost.ConfigurationOf(parsed);
            var file = Path.GetFullPath(parsed.GetValue(SharedOptions.Config) ?? ConfigurationFiles.DefaultName);
            printer.Print(new StorageFinding("configuration", StorageFindingLevel.Ok, File.Exists(file) ? $"file {file}" : $"there is no {file}: defaults and environment"));
            ReadSettings(configuration, printer);
            return configuration;
        }
        catch (Exception exception) when (exception is StorageConfigurationException or UsageException)
        {
            foreach (var line in ErrorLines.Of(exception))
                printer.Print(Mistake(line));
            return null;
        }
    }

    /// <summary>Everything beside the section <c>storage</c>; a mistake there does not keep the storage from being examined.</summary>
    private static void ReadSettings(IConfiguration configuration, FindingPrinter printer)
    {
        try
        {
            AppSettings.Read(configuration);
        }
        catch (UsageException wrong)
        {
            foreach (var line in wrong.Mistakes)
                printer.Print(Mistake(line));
        }
    }

    private static StorageFinding Mistake(string line) =>
        new("configuration", StorageFindingLevel.Error, line) { Remedy = "docs/CONFIGURATION.md describes every key." };
}
