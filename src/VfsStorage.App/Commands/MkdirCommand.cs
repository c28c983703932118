using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs mkdir</c>: makes directories, with those above them; one that is there already is fine.</summary>
internal static class MkdirCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("The directories to make.", minimum: 1);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("mkdir", "Make directories, with those above them.") { _paths, FileCommand.Json }.Runs(host, RunAsync);

    private static Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken) =>
        session.ForEachAsync(parsed.GetValue(_paths)!, async path =>
        {
            if (Wildcards.Parse(path) is not null)
                throw new UsageException($"{Printable.Of(path)}: a new directory cannot have wildcards in its name; write \\* for a star.");
            var place = session.Places.Of(Wildcards.Unescape(path));
            await place.FileSystem.Directory.CreateDirectoryAsync(place.Path, cancellationToken);
            if (session.IsJson)
                session.Out.WriteLine(JsonLine.Of(new { Path = place.Name.Text, Kind = EntryPrinter.KindName(ListedKind.Directory) }));
        });
}
