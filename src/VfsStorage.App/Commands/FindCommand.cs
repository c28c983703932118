using System.CommandLine;
using System.CommandLine.Parsing;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs find</c>: entries by name, kind, size and age, from listings alone.</summary>
internal static class FindCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("Where to search. Default: the areas.");
    private static readonly Option<string?> _name = new("--name") { Description = "Only names like this: * is any text, ? any character.", HelpName = "pattern" };
    private static readonly Option<ListedKind?> _type = Parsed("--type", "Only this kind: file, directory or link.", "file|directory|link", FindFilter.ParseKind);
    private static readonly Option<SizeBound?> _size = Parsed("--size", "Only files of this size: +10MiB or more, -1k or less.", "+size|-size", SizeBound.Parse);
    private static readonly Option<DateTimeOffset?> _newer = Parsed("--newer", "Only what was written after this time, or within this age: 2026-11-01, 7d.", "time|age", Time);
    private static readonly Option<DateTimeOffset?> _older = Parsed("--older", "Only what was written before this time, or longer ago than this age.", "time|age", Time);
    private static readonly Option<int> _depth = FileCommand.Depth("How many levels to go down. Default: all.", 1, int.MaxValue);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) => new Command("find", "Find files and directories by name, kind, size and age.")
    {
        _paths, _name, _type, _size, _newer, _older, _depth, FileCommand.Json,
    }.Runs(host, RunAsync);

    private static Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> paths = parsed.GetValue(_paths) is { Length: > 0 } named ? named : PlaceName.Areas;
        var filter = new FindFilter
        {
            Name = parsed.GetValue(_name),
            Kind = parsed.GetValue(_type),
            Size = parsed.GetValue(_size),
            Newer = parsed.GetValue(_newer),
            Older = parsed.GetValue(_older),
        };
        var printer = new EntryPrinter(session);
        return session.ForEachAsync(paths, async path =>
        {
            await foreach (var place in session.PlacesOfAsync(path, cancellationToken))
            {
                var listing = await session.ListAsync(place, parsed.GetValue(_depth) - 1, cancellationToken);
                if (listing.Single is { } file && filter.Matches(file))
                    printer.Print(file, place.Name.Text, place.Name.Text);
                await foreach (var entry in EntryOrder.SortWindowAsync(listing.Below.Where(filter.Matches), EntryOrder.Window, cancellationToken))
                {
                    var shown = FileTarget.Join(place.Name.Text, FileTarget.Relative(place.Path, entry));
                    printer.Print(entry, shown, shown);
                }
            }
        });
    }

    private static (DateTimeOffset? Value, string? Mistake) Time(string text) => FindFilter.ParseTime(text, TimeProvider.System.GetUtcNow());

    private static Option<T?> Parsed<T>(string name, string description, string helpName, Func<string, (T? Value, string? Mistake)> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result => Read(name, result, parse),
        };

    private static T? Read<T>(string name, ArgumentResult result, Func<string, (T? Value, string? Mistake)> parse)
        where T : struct
    {
        var (value, mistake) = parse(result.Tokens[0].Value);
        if (mistake is not null)
            result.AddError($"{name} {mistake}, not '{result.Tokens[0].Value}'.");
        return value;
    }
}
