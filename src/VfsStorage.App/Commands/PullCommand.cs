using System.CommandLine;
using System.Globalization;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.App.Transfers;
using VfsStorage.Transfer;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs pull</c>: brings new CSV files from the input area in S3 to the local one; never replaces or deletes what is not processed.</summary>
internal static class PullCommand
{
    private const string Suffix = ".csv";

    private static readonly Option<bool> _archive = new("--archive")
    {
        Description = "Move each object to a folder of the day in the archive area in S3, when its copy is proven.",
    };

    private static readonly Option<bool> _again = new("--again") { Description = "Bring files again that were pulled before and are gone here." };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("pull", "Bring new and changed CSV files from the input area in S3 to the local one.") { _archive, _again };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(parsed, token => RunAsync(host.Terminal, parsed, token), cancellationToken));
        return command.WithTransferOptions();
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = OldVariables.Complete(CommandHost.ConfigurationOf(parsed));
        await using var opener = new PlaceOpener(configuration);
        var ends = new TransferEnds(opener);
        var (from, to) = (ends.Area("input", StorageMode.S3), ends.Area("input", StorageMode.Local));
        var manifest = parsed.GetValue(TransferCommandOptions.Manifest) ?? ManifestFiles.Of("pull", from.FullName, to.FullName);
        var options = TransferCommandOptions.CreateOptions(parsed, opener, manifest);
        options.Filter = path => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
        // The batch reads the area's own files only.
        options.Rename = path => path[(path.LastIndexOf('/') + 1)..];
        options.FilesOnly = true;
        options.Conflict = TransferConflict.KeepUnlessOurs;
        options.SkipKnown = !parsed.GetValue(_again);
        if (parsed.GetValue(_archive))
        {
            var today = TimeProvider.System.GetUtcNow().ToString("MM-dd-yyyy", CultureInfo.InvariantCulture);
            options.ArchiveSource = ends.Area("archive", StorageMode.S3).Below(today).Place;
        }

        var order = TransferCommandOptions.CreateOrder(parsed, opener, configuration);
        return await new TransferRun(terminal, order).RunAsync([new TransferLeg("", from.Place, to.Place, options)], cancellationToken);
    }
}
