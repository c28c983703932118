using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs rm</c>: deletes files, and directories when asked.</summary>
internal static class RmCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("What to delete.", minimum: 1);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("rm", "Delete files and directories.") { _paths, FileCommand.Recursive, Confirmation.Yes, FileCommand.Json }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var isRecursive = parsed.GetValue(FileCommand.Recursive);
        var targets = Removal.Allowed(session, await session.FindAllAsync(parsed.GetValue(_paths)!, cancellationToken), "deleted");
        foreach (var directory in targets.Where(target => target.IsDirectory && !isRecursive))
            session.Fail($"{Printable.Of(directory.Shown)}: it is a directory; add -r to delete it with all below it.");
        targets.RemoveAll(target => target.IsDirectory && !isRecursive);
        if (!await LargeEffect.IsWantedAsync(session, "Delete", targets, parsed.GetValue(Confirmation.Yes), cancellationToken))
        {
            session.Fail("Nothing was deleted.", ExitCode.Failed);
            return session.Code;
        }

        return await session.ForEachAsync(
            targets,
            async (target, token) =>
            {
                if (!target.IsDirectory)
                    await target.Place.FileSystem.File.DeleteAsync(target.Place.Path, token);
                else if (!await new TreeRemoval(session, target).DeleteAsync(token))
                    return;
                if (session.IsJson)
                    session.Out.WriteLine(JsonLine.Of(new { Deleted = target.Shown, Kind = EntryPrinter.KindName(target.Entry.Kind) }));
            },
            cancellationToken);
    }
}
