using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Batches;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs process</c>: runs every CSV file of the input area through the checks.</summary>
internal static class ProcessCommand
{
    private static readonly Option<double?> _waitTime = CreateWaitTime();

    private static readonly Option<bool> _skipDisciplinary = Skip("disciplinary");
    private static readonly Option<bool> _skipArbitration = Skip("arbitration");
    private static readonly Option<bool> _skipRegulatory = Skip("regulatory");

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("process", "Check every claim in the CSV files of the input area; an interrupted run is resumed.")
        {
            _skipDisciplinary,
            _skipArbitration,
            _skipRegulatory,
            _waitTime,
        };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(
            parsed, (services, token) => RunAsync(host.Terminal, services, parsed, token), cancellationToken));
        return command.WithStorageOptions();
    }

    private static async Task<ExitCode> RunAsync(
        Terminal terminal, IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<StorageCheck>().RunAsync(cancellationToken);
        var display = BatchDisplay.Of(terminal);
        var options = new BatchOptions
        {
            CountRows = display.NeedsRowCount,
            Reviews = ReviewsOf(parsed, services.GetRequiredService<AppSettings>()),
            WaitBetweenRows = WaitOf(parsed, services),
        };
        var batch = services.GetRequiredService<ClaimsBatch>();
        var summary = await display.ShowAsync(progress => batch.RunAsync(options, progress, cancellationToken));
        return SummaryTable.Print(terminal, summary);
    }

    /// <summary>With any flag the flags alone count, without one the configuration does.</summary>
    private static Reviews ReviewsOf(ParseResult parsed, AppSettings settings)
    {
        var skipped = (parsed.GetValue(_skipDisciplinary) ? Reviews.Disciplinary : Reviews.None)
            | (parsed.GetValue(_skipArbitration) ? Reviews.Arbitration : Reviews.None)
            | (parsed.GetValue(_skipRegulatory) ? Reviews.Regulatory : Reviews.None);
        return skipped == Reviews.None ? settings.Reviews : Reviews.All & ~skipped;
    }

    /// <summary>The configured pause spares public services; recorded answers need none.</summary>
    private static TimeSpan WaitOf(ParseResult parsed, IServiceProvider services)
    {
        if (parsed.GetValue(_waitTime) is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        var settings = services.GetRequiredService<AppSettings>();
        return settings.Agents.UsesHttp ? settings.WaitBetweenRows : TimeSpan.Zero;
    }

    private static Option<bool> Skip(string review) => new($"--skip-{review}")
    {
        Description = $"Leave the {review} review out. With any --skip-… option, skip_* of the configuration does not count.",
    };

    private static Option<double?> CreateWaitTime() => new("--wait-time")
    {
        Description = "Seconds to wait between two rows. Default: default_wait_time of the configuration (7.0) when public services "
            + "are asked, 0 with recorded answers.",
        HelpName = "seconds",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (WaitTime.TryParse(text) is { } seconds)
                return seconds;
            result.AddError($"--wait-time must be a number of seconds from 0 to {WaitTime.MaxSeconds}, not '{text}'.");
            return null;
        },
    };
}
