using System.CommandLine;
using System.Globalization;
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
    private const int MaxWorkers = 256;
    private const string ArrayIndex = "AWS_BATCH_JOB_ARRAY_INDEX";

    private static readonly Option<double?> _waitTime = CreateWaitTime();

    private static readonly Option<bool> _skipDisciplinary = Skip("disciplinary");
    private static readonly Option<bool> _skipArbitration = Skip("arbitration");
    private static readonly Option<bool> _skipRegulatory = Skip("regulatory");

    private static readonly Option<int> _workers = CreateWorkers();
    private static readonly Option<BatchShard?> _shard = CreateShard();

    private static readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Read all files and say what would become of their rows; write nothing and ask no agent.",
    };

    private static readonly Option<bool> _headless = new("--headless")
    {
        Description = "Ask nothing, which this command never does: 'vfs menu' does.",
        Hidden = true,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("process", "Check every claim in the CSV files of the input area; an interrupted run is resumed.")
        {
            _skipDisciplinary,
            _skipArbitration,
            _skipRegulatory,
            _waitTime,
            _workers,
            _shard,
            _dryRun,
            _headless,
        };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(
            parsed, (services, token) => RunAsync(host.Terminal, services, parsed, token), cancellationToken));
        return command.WithStorageOptions();
    }

    private static async Task<ExitCode> RunAsync(
        Terminal terminal, IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<AppSettings>();
        var options = new BatchOptions
        {
            Reviews = ReviewsOf(parsed, settings),
            WaitBetweenRows = parsed.GetValue(_waitTime) is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.WaitWhereItMatters,
            Workers = parsed.GetValue(_workers),
            Shard = parsed.GetValue(_shard),
        };
        if (!parsed.GetValue(_dryRun))
            return await BatchSession.RunAsync(terminal, services, options, cancellationToken);
        await services.GetRequiredService<StorageCheck>().RunAsync(cancellationToken);
        return RehearsalTable.Print(terminal, await services.GetRequiredService<ClaimsBatch>().RehearseAsync(options, cancellationToken));
    }

    /// <summary>With any flag the flags alone count, without one the configuration does.</summary>
    private static Reviews ReviewsOf(ParseResult parsed, AppSettings settings)
    {
        var skipped = (parsed.GetValue(_skipDisciplinary) ? Reviews.Disciplinary : Reviews.None)
            | (parsed.GetValue(_skipArbitration) ? Reviews.Arbitration : Reviews.None)
            | (parsed.GetValue(_skipRegulatory) ? Reviews.Regulatory : Reviews.None);
        return skipped == Reviews.None ? settings.Reviews : Reviews.All & ~skipped;
    }

    private static Option<bool> Skip(string review) => new($"--skip-{review}")
    {
        Description = $"Leave the {review} review out. With any --skip-… option, skip_* of the configuration does not count.",
    };

    private static Option<int> CreateWorkers() => new("--workers")
    {
        Description = $"How many rows to process at once, 1 to {MaxWorkers}; those of one employee stay in order. Default: 1.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var workers) && workers is >= 1 and <= MaxWorkers)
                return workers;
            result.AddError($"--workers must be a whole number from 1 to {MaxWorkers}, not '{text}'.");
            return 1;
        },
    };

    private static Option<BatchShard?> CreateShard() => new("--shard")
    {
        Description = "Take only the rows of shard I of N, from 0/N to N-1/N, when N processes share the batch. "
            + $"Without I it is {ArrayIndex}, which AWS Batch sets.",
        HelpName = "I/N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text.StartsWith('/'))
                text = Environment.GetEnvironmentVariable(ArrayIndex) + text;
            if (BatchShard.TryParse(text, out var shard))
                return shard;
            result.AddError($"--shard must be I/N with I from 0 to N-1, not '{text}'.");
            return null;
        },
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
