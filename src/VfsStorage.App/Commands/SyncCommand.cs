using System.CommandLine;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.App.Transfers;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs sync</c>: makes one directory like another, once or whenever the source changes.</summary>
internal static class SyncCommand
{
    private static readonly Argument<string> _source = Place("source", "What is copied");
    private static readonly Argument<string> _destination = Place("destination", "What becomes like it");
    private static readonly Option<bool> _delete = new("--delete") { Description = "Delete what only the destination has, when all else went well." };
    private static readonly Option<bool> _checksum = new("--checksum") { Description = "Compare contents even where size, times and mode are the same." };
    private static readonly Option<bool> _watch = new("--watch") { Description = "Stay, and copy again whenever the source changes, until Ctrl-C." };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("sync", "Make a directory like another: a local path, s3://bucket/prefix or an area.")
        {
            _source,
            _destination,
            _delete,
            _checksum,
            _watch,
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
        var ends = new TransferEnds(opener);
        var (from, to) = (ends.Of(parsed.GetValue(_source)!), ends.Of(parsed.GetValue(_destination)!));
        var manifest = parsed.GetValue(TransferCommandOptions.Manifest) ?? ManifestFiles.Of("sync", from.FullName, to.FullName);
        var options = TransferCommandOptions.CreateOptions(parsed, opener, manifest);
        options.DeleteExtra = parsed.GetValue(_delete);
        options.CompareContent = parsed.GetValue(_checksum);
        var order = TransferCommandOptions.CreateOrder(parsed, opener, configuration);
        Task<ExitCode> OnceAsync() => new TransferRun(terminal, order).RunAsync([new TransferLeg("", from.Place, to.Place, options)], cancellationToken);
        if (!parsed.GetValue(_watch) || order.IsDryRun)
            return await OnceAsync();
        if (options.DeleteExtra && !order.Yes)
            throw new UsageException("--watch with --delete would ask again and again: add --yes.");
        using var changes = new ChangeSignal(from.Place);
        return await changes.RepeatAsync(OnceAsync, () => terminal.WriteLine("Watching. Ctrl-C ends it."), cancellationToken);
    }

    private static Argument<string> Place(string name, string what) => new(name)
    {
        Description = $"{what}: a local path, s3://bucket/prefix, or an area (input, output, archive, cache) or a path in one.",
    };
}
