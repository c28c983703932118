using System.CommandLine;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.App.Transfers;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs migrate</c>: moves areas, or any directory, between the disk and S3, or within S3; plans, proves, resumes.</summary>
internal static class MigrateCommand
{
    private static readonly Option<string> _from = End("--from", "Where from");
    private static readonly Option<string> _to = End("--to", "Where to");
    private static readonly Option<bool> _deleteSource = new("--delete-source") { Description = "Delete each source file when its copy is proven." };
    private static readonly Option<bool> _resume = new("--resume") { Description = "Go on with an interrupted run." };
    private static readonly Option<string[]> _area = CreateArea();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("migrate", "Copy areas or directories between the local disk and S3, or within S3, and prove every copy.")
        {
            _from,
            _to,
            _area,
            _deleteSource,
            _resume,
            TransferCommandOptions.Verify,
            TransferCommandOptions.Include,
            TransferCommandOptions.Exclude,
        };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(parsed, token => RunAsync(host.Terminal, parsed, token), cancellationToken));
        return command.WithTransferOptions();
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = CommandHost.ConfigurationOf(parsed);
        await using var opener = new PlaceOpener(configuration);
        var command = TransferCommandOptions.CommandText(parsed);
        var order = TransferCommandOptions.CreateOrder(parsed, opener, configuration) with
        {
            AlwaysAsks = true,
            MustSayResume = !parsed.GetValue(_resume),
            ResumeCommand = parsed.GetValue(_resume) ? command : command + " --resume",
        };
        return await new TransferRun(terminal, order).RunAsync(Legs(parsed, opener), cancellationToken);
    }

    private static List<TransferLeg> Legs(ParseResult parsed, PlaceOpener opener)
    {
        var ends = new TransferEnds(opener);
        var (from, to) = (parsed.GetValue(_from)!, parsed.GetValue(_to)!);
        var areas = parsed.GetValue(_area) is { Length: > 0 } chosen ? chosen.Distinct().ToList() : [.. PlaceName.Areas];
        if (ModeOf(from) is null && ModeOf(to) is null)
        {
            if (parsed.GetValue(_area) is { Length: > 0 })
                throw new UsageException("--area means the configured areas: --from or --to must be local or s3 with it.");
            return [Leg(parsed, opener, "", ends.Of(from), ends.Of(to))];
        }

        if (ModeOf(from) == ModeOf(to))
            throw new UsageException($"--from and --to are both {from}: there is nothing to move.");
        return [.. areas.Select(area => Leg(parsed, opener, area, AreaEnd(ends, from, area), AreaEnd(ends, to, area)))];
    }

    /// <summary>An area where it is configured, or the directory of its name in a place beside the configuration.</summary>
    private static TransferEnd AreaEnd(TransferEnds ends, string end, string area) =>
        ModeOf(end) is { } mode ? ends.Area(area, mode) : ends.Of(end).Below(area);

    private static TransferLeg Leg(ParseResult parsed, PlaceOpener opener, string title, TransferEnd from, TransferEnd to)
    {
        var manifest = parsed.GetValue(TransferCommandOptions.Manifest) is { } named
            ? title.Length == 0 ? named : $"{named}.{title}"
            : ManifestFiles.Of("migrate", from.FullName, to.FullName);
        var options = TransferCommandOptions.CreateOptions(parsed, opener, manifest);
        options.DeleteSource = parsed.GetValue(_deleteSource);
        return new TransferLeg(title, from.Place, to.Place, options);
    }

    private static StorageMode? ModeOf(string end) => end switch
    {
        "local" => StorageMode.Local,
        "s3" => StorageMode.S3,
        _ => null,
    };

    private static Option<string> End(string name, string what) => new(name)
    {
        Description = $"{what}: local or s3 for the configured areas, or a path, or s3://bucket/prefix.",
        HelpName = "place",
        Required = true,
    };

    private static Option<string[]> CreateArea()
    {
        var option = new Option<string[]>("--area") { Description = "Only this area; may be repeated. Default: all four.", HelpName = "input|output|archive|cache" };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !PlaceName.Areas.Contains(token.Value)))
                result.AddError($"--area must be one of {string.Join(", ", PlaceName.Areas)}, not '{token.Value}'.");
        });
        return option;
    }
}
