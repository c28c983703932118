using System.Globalization;
using Spectre.Console;
using VfsStorage.App.Hosting;
using VfsStorage.Testing;

namespace VfsStorage.App.Demo;

/// <summary>Prints what the demo found.</summary>
internal static class DemoTables
{
    private const string CachePrefix = "cache/";

    /// <summary>Prints both runs' files beside each other; returns whether they are the same, byte for byte.</summary>
    public static bool Compare(Terminal terminal, AreaSnapshot onDisk, AreaSnapshot inS3)
    {
        var names = onDisk.Files.Keys.Union(inS3.Files.Keys).Order(StringComparer.Ordinal).ToList();
        var different = names.Where(name => !IsSame(name, onDisk, inS3)).ToHashSet(StringComparer.Ordinal);
        var table = NewTable();
        table.AddColumn("File");
        table.AddColumn(new TableColumn("Local disk").RightAligned());
        table.AddColumn(new TableColumn("S3").RightAligned());
        table.AddColumn("Same bytes");
        // Reports and archive one by one; the cache, which is many small files, in one line unless something differs.
        var single = names.Where(name => !name.StartsWith(CachePrefix, StringComparison.Ordinal) || different.Contains(name)).ToList();
        foreach (var name in single)
            table.AddRow(Markup.Escape(name), Size(name, onDisk), Size(name, inS3), different.Contains(name) ? "NO" : "yes");
        var rest = names.Except(single).ToList();
        table.AddRow($"cache: {Number(rest.Count)} files", Sum(rest, onDisk), Sum(rest, inS3), "yes");
        terminal.Console.Write(table);

        var isSame = different.Count == 0 && names.Count > 0;
        terminal.WriteLine(isSame
            ? $"Same: {Number(names.Count)} files, {Sum(names, onDisk)} bytes, no difference."
            : $"DIFFERENT: {Number(different.Count)} of {Number(names.Count)} files.");
        return isSame;
    }

    /// <summary>Prints how many requests of each kind the S3 run made.</summary>
    public static void Requests(Terminal terminal, S3RequestSet requests, DemoResult run)
    {
        var table = NewTable();
        table.AddColumn("Request");
        table.AddColumn(new TableColumn("Count").RightAligned());
        foreach (var group in requests.GroupBy(request => request.Operation).OrderBy(group => group.Key))
            table.AddRow(group.Key.ToString(), Number(group.Count()));
        table.AddRow("Total", Number(requests.Count));
        terminal.Console.Write(table);
        var files = run.Snapshot.Files.Count;
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Summary.Rows} rows and {files} files in {run.Elapsed.TotalSeconds:0.0} s; a report, a checkpoint and a cache are written with every row."));
    }

    private static Table NewTable() => new Table().Border(TableBorder.Ascii2);

    private static bool IsSame(string name, AreaSnapshot one, AreaSnapshot other) =>
        one.Files.TryGetValue(name, out var first) && other.Files.TryGetValue(name, out var second) && first.AsSpan().SequenceEqual(second);

    private static string Size(string name, AreaSnapshot snapshot) =>
        snapshot.Files.TryGetValue(name, out var content) ? Number(content.Length) : "missing";

    private static string Sum(IEnumerable<string> names, AreaSnapshot snapshot) => Number(names.Sum(name => snapshot.Files[name].Length));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
