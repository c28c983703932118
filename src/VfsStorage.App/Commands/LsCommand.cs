using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs ls</c>: what is in directories, a listing request for each 1,000 entries and no other.</summary>
internal static class LsCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("What to list. Default: the areas.");
    private static readonly Option<bool> _long = new("--long", "-l") { Description = "With sizes and the times of the listing." };
    private static readonly Option<string?> _sort = CreateSort();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("ls", "List directories.") { _paths, _long, FileCommand.Recursive, FileCommand.Human, _sort, FileCommand.Json }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var printer = new EntryPrinter(session, parsed.GetValue(_long), parsed.GetValue(FileCommand.Human));
        var isRecursive = parsed.GetValue(FileCommand.Recursive);
        var paths = parsed.GetValue(_paths)!;
        if (paths.Length == 0 && !isRecursive)
        {
            foreach (var area in PlaceName.Areas)
                printer.Print(new ListedEntry(session.Places.Of(area).Path, ListedKind.Directory), area, area);
            return ExitCode.Success;
        }

        if (paths.Length == 0)
            paths = [.. PlaceName.Areas];
        var hasHeadings = paths.Length > 1 && !session.IsJson;
        return await session.ForEachAsync(paths, async path =>
        {
            if (Wildcards.Parse(path) is not null)
            {
                await foreach (var target in session.FindAsync(path, cancellationToken))
                    printer.Print(target.Entry, target.Shown, target.Shown);
                return;
            }

            var place = session.Places.Of(Wildcards.Unescape(path));
            var listing = await session.ListAsync(place, isRecursive ? int.MaxValue : 0, cancellationToken);
            if (listing.Single is { } file)
            {
                printer.Print(file, place.Name.Text, place.Name.Text);
                return;
            }

            if (hasHeadings)
                session.Out.WriteLine((path == paths[0] ? "" : "\n") + Printable.Of(place.Name.Text) + ":");
            await foreach (var entry in EntryOrder.Sort(listing.Below, parsed.GetValue(_sort), cancellationToken))
            {
                var relative = FileTarget.Relative(place.Path, entry);
                printer.Print(entry, relative, FileTarget.Join(place.Name.Text, relative));
            }
        });
    }

    private static Option<string?> CreateSort()
    {
        var option = new Option<string?>("--sort")
        {
            Description = $"Order: name, size or time. Keeps the whole listing in memory. Default: by name up to {EntryOrder.Window:N0} entries, "
                + "beyond that as the store lists them.",
            HelpName = "name|size|time",
        };
        option.AcceptOnlyFromAmong("name", "size", "time");
        return option;
    }
}
