using System.CommandLine;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.App.Transfers;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs push</c>: brings new and changed reports from the local output area to S3; a changed one becomes the new version of its key.</summary>
internal static class PushCommand
{
    private const string Suffix = ".json";
    private const string Checkpoint = "checkpoint";

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("push", "Bring new and changed reports from the local output area to S3.");
        command.SetAction((parsed, cancellationToken) => host.RunAsync(parsed, token => RunAsync(host.Terminal, parsed, token), cancellationToken));
        return command.WithTransferOptions();
    }

    /// <summary>Whether a file of the output area is a report: JSON, not the batch's own state, not what the old script had put aside.</summary>
    public static bool IsReport(string path, string archiveFolder) =>
        path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        && !path.StartsWith(archiveFolder + "/", StringComparison.Ordinal)
        && !path.Split('/').Any(name => name.StartsWith('.'))
        && path != Checkpoint + Suffix;

    private static async Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = OldVariables.Complete(CommandHost.ConfigurationOf(parsed));
        await using var opener = new PlaceOpener(configuration);
        var ends = new TransferEnds(opener);
        var (from, to) = (ends.Area("output", StorageMode.Local), ends.Area("output", StorageMode.S3));
        var manifest = parsed.GetValue(TransferCommandOptions.Manifest) ?? ManifestFiles.Of("push", from.FullName, to.FullName);
        var options = TransferCommandOptions.CreateOptions(parsed, opener, manifest);
        var archiveFolder = OldVariables.ArchiveSubfolder;
        options.Filter = path => IsReport(path, archiveFolder);
        options.FilesOnly = true;
        var order = TransferCommandOptions.CreateOrder(parsed, opener, configuration);
        return await new TransferRun(terminal, order).RunAsync([new TransferLeg("", from.Place, to.Place, options)], cancellationToken);
    }
}
