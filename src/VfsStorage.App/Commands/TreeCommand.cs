using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs tree</c>: directories and what is below them, drawn as a tree.</summary>
internal static class TreeCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("Where to start. Default: the areas.");
    private static readonly Option<int> _depth = FileCommand.Depth("How many levels to show. Default: all.", 1, int.MaxValue);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("tree", "Show directories as a tree.") { _paths, _depth, FileCommand.Json }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var printer = new EntryPrinter(session);
        IReadOnlyList<string> paths = parsed.GetValue(_paths) is { Length: > 0 } named ? named : PlaceName.Areas;
        var total = default(TreeCount);
        var code = await session.ForEachAsync(paths, async path =>
        {
            await foreach (var place in session.PlacesOfAsync(path, cancellationToken))
                total += await DrawAsync(session, printer, place, parsed.GetValue(_depth) - 1, cancellationToken);
        });
        if (!session.IsJson)
            session.Out.WriteLine($"\n{total}");
        return code;
    }

    private static async Task<TreeCount> DrawAsync(
        FileSession session, EntryPrinter printer, Place root, int depth, CancellationToken cancellationToken)
    {
        var count = default(TreeCount);
        var listing = await session.ListAsync(root, depth, cancellationToken);
        printer.Print(listing.Single ?? new ListedEntry(root.Path, ListedKind.Directory), root.Name.Text, root.Name.Text);
        if (listing.Single is { } file)
            return TreeCount.Of(file);
        await foreach (var (entry, branch) in TreeBranches.DrawAsync(listing.Below, root.Path, cancellationToken))
        {
            count += TreeCount.Of(entry);
            var relative = FileTarget.Relative(root.Path, entry);
            if (session.IsJson)
                printer.Print(entry, relative, FileTarget.Join(root.Name.Text, relative));
            else
                session.Out.WriteLine(branch + printer.Name(entry, relative[(relative.LastIndexOf('/') + 1)..]));
        }

        return count;
    }
}
