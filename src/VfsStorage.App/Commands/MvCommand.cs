using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs mv</c>: moves and renames files and directories within one store.</summary>
internal static class MvCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("What to move, then where to.", minimum: 2);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("mv", "Move or rename files and directories.") { _paths, FileCommand.Force, Confirmation.Yes, FileCommand.Json }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var force = parsed.GetValue(FileCommand.Force);
        var found = await session.FindAllAsync(parsed.GetValue(_paths)![..^1], cancellationToken);
        var sources = Removal.Allowed(session, found, "moved");
        if (sources.Count == 0)
            return session.Code;
        var destination = await Destination.FindAsync(session, parsed.GetValue(_paths)![^1], found.Count > 1, cancellationToken);
        if (!await LargeEffect.IsWantedAsync(session, "Move", sources, parsed.GetValue(Confirmation.Yes), cancellationToken))
        {
            session.Fail("Nothing was moved.", ExitCode.Failed);
            return session.Code;
        }

        return await session.ForEachAsync(
            sources,
            async (source, token) =>
            {
                var target = await destination.OfAsync(source, force, token);
                if (!StoragePlaces.AreTogether(source.Place, target))
                {
                    throw new UsageException($"{Printable.Of(source.Shown)}: {Printable.Of(target.Name.Text)} is in another store; "
                        + "use vfs cp and then vfs rm, or vfs migrate --delete-source.");
                }

                await DestinationFolder.RequireAsync(target, () => MoveAsync(source, target.Path, force, token));
                if (session.IsJson)
                    session.Out.WriteLine(JsonLine.Of(new { From = source.Shown, To = target.Name.Text }));
            },
            cancellationToken);
    }

    private static async Task<bool> MoveAsync(FileTarget source, string path, bool force, CancellationToken cancellationToken)
    {
        var fileSystem = source.Place.FileSystem;
        if (source.IsDirectory)
            await fileSystem.Directory.MoveAsync(source.Place.Path, path, cancellationToken);
        else
            await fileSystem.File.MoveAsync(source.Place.Path, path, force, cancellationToken);
        return source.IsDirectory;
    }
}
