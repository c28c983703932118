using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs cp</c>: copies files and directories; within the store on the store's side.</summary>
internal static class CpCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("What to copy, then where to.", minimum: 2);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("cp", "Copy files and directories.") { _paths, FileCommand.Recursive, FileCommand.Force, FileCommand.Json }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (isRecursive, force) = (parsed.GetValue(FileCommand.Recursive), parsed.GetValue(FileCommand.Force));
        var sources = await session.FindAllAsync(parsed.GetValue(_paths)![..^1], cancellationToken);
        if (sources.Count == 0)
            return session.Code;
        var destination = await Destination.FindAsync(session, parsed.GetValue(_paths)![^1], sources.Count > 1, cancellationToken);
        foreach (var source in sources)
        {
            await session.TryAsync(source.Shown, async () =>
            {
                if (source.IsDirectory && !isRecursive)
                    throw new UsageException($"{Printable.Of(source.Shown)}: it is a directory; add -r to copy it with all below it.");
                var target = await destination.OfAsync(source, force, cancellationToken);
                var copied = await DestinationFolder.RequireAsync(
                    target, () => new FileCopier(source.Place, target, force).CopyAsync(source.Entry, cancellationToken));
                if (session.IsJson)
                    session.Out.WriteLine(JsonLine.Of(new { From = source.Shown, To = target.Name.Text, copied.Files, copied.Directories, copied.Bytes }));
            });
        }

        return session.Code;
    }
}
