using System.CommandLine;
using System.Globalization;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs du</c>: how much there is in directories, from listings alone.</summary>
internal static class DuCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("What to sum up. Default: the areas.");
    private static readonly Option<int> _depth = FileCommand.Depth("Also sum up directories so many levels below. Default: 0.", 0, 0);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("du", "Sum up sizes.") { _paths, _depth, FileCommand.Human, FileCommand.Json }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> paths = parsed.GetValue(_paths) is { Length: > 0 } named ? named : PlaceName.Areas;
        var isHuman = parsed.GetValue(FileCommand.Human);
        var (total, count) = (default(TreeCount), 0);
        var code = await session.ForEachAsync(paths, async path =>
        {
            await foreach (var place in session.PlacesOfAsync(path, cancellationToken))
                await SumAsync(place);
        });
        if (count > 1)
            Print(session, "total", total, isHuman);
        return code;

        async Task SumAsync(Place place)
        {
            var listing = await session.ListAsync(place, int.MaxValue, cancellationToken);
            var sum = listing.Single is { } file ? TreeCount.Of(file) : default;
            var below = new SortedDictionary<string, TreeCount>(StringComparer.Ordinal);
            await foreach (var entry in listing.Below)
            {
                sum += TreeCount.Of(entry);
                foreach (var directory in Directories(FileTarget.Relative(place.Path, entry), entry, parsed.GetValue(_depth)))
                    below[directory] = below.GetValueOrDefault(directory) + TreeCount.Of(entry);
            }

            foreach (var (directory, part) in below)
                Print(session, FileTarget.Join(place.Name.Text, directory), part, isHuman);
            Print(session, place.Name.Text, sum, isHuman);
            (total, count) = (total + sum, count + 1);
        }
    }

    /// <summary>The directories that an entry counts for, down to a depth.</summary>
    private static IEnumerable<string> Directories(string relative, ListedEntry entry, int depth)
    {
        for (var (level, slash) = (0, relative.IndexOf('/')); level < depth && slash >= 0; level++, slash = relative.IndexOf('/', slash + 1))
            yield return relative[..slash];
        if (entry.Kind == ListedKind.Directory && relative.AsSpan().Count('/') < depth)
            yield return relative;
    }

    private static void Print(FileSession session, string path, TreeCount count, bool isHuman) => session.Out.WriteLine(session.IsJson
        ? JsonLine.Of(new { Path = path, count.Files, count.Directories, count.Bytes })
        : $"{(isHuman ? SizeText.Bytes(count.Bytes) : count.Bytes.ToString(CultureInfo.InvariantCulture)),12}  {SizeText.Count(count.Files, "file"),-14}  {Printable.Of(path)}");
}
