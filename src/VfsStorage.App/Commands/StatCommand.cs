using System.CommandLine;
using System.Globalization;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs stat</c>: everything that is known of files and directories, times and modes as they were set.</summary>
internal static class StatCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("What to look at.", minimum: 1);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("stat", "Show size, times and mode of files and directories.") { _paths, FileCommand.Json }.Runs(host, RunAsync);

    private static Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var isFirst = true;
        return session.ForEachAsync(parsed.GetValue(_paths)!, async path =>
        {
            await foreach (var target in session.FindAsync(path, cancellationToken))
            {
                var facts = await Task.Run(() => FileFacts.Of(target), cancellationToken);
                if (session.IsJson)
                    session.Out.WriteLine(JsonLine.Of(facts));
                else
                    Print(session, facts, isFirst);
                isFirst = false;
            }
        });
    }

    private static void Print(FileSession session, FileFacts facts, bool isFirst)
    {
        if (!isFirst)
            session.Out.WriteLine("");
        session.Out.WriteLine($"path:      {Printable.Of(facts.Path)}");
        session.Out.WriteLine($"kind:      {facts.Kind}");
        if (facts.Length is { } length)
            session.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size:      {length} ({SizeText.Bytes(length)})"));
        if (facts.LinkTarget is { } target)
            session.Out.WriteLine($"leads to:  {Printable.Of(target)}");
        session.Out.WriteLine($"modified:  {Time(facts.Modified)}");
        session.Out.WriteLine($"created:   {Time(facts.Created)}");
        session.Out.WriteLine($"accessed:  {Time(facts.Accessed)}");
        if (facts.Mode is { } mode)
            session.Out.WriteLine($"mode:      {mode}{(facts.IsReadOnly ? ", read-only" : "")}");
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
