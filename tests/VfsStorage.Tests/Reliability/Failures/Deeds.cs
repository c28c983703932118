namespace VfsStorage.Tests.Reliability.Failures;

/// <summary>Every public call that changes something, small and in parts.</summary>
internal static class Deeds
{
    public const int PartBytes = 64 << 10;

    private static readonly string _large = Text('o', (4 * PartBytes) + 7);
    private static readonly string _new = Text('n', (4 * PartBytes) + 3);

    /// <summary>Those that take little time.</summary>
    public static IEnumerable<Deed> Small => All.Where(deed => !deed.ToString().EndsWith("to much", StringComparison.Ordinal));

    public static IEnumerable<Deed> Asynchronous =>
    [
        new("WriteAllText", OldFile, (files, token) => files.File.WriteAllTextAsync("/file", "new", token)),
        new("WriteAllText, in parts", OldFile, (files, token) => files.File.WriteAllTextAsync("/file", _new, token)),
        new("Create", OldFile, (files, token) => WriteAsync(files, FileMode.Create, "new", token)) { MayBeCut = "/file" },
        new("Create, in parts", OldFile, (files, token) => WriteAsync(files, FileMode.Create, _new, token)) { MayBeCut = "/file" },
        new("CreateNew, in parts", _ => { }, (files, token) => WriteAsync(files, FileMode.CreateNew, _new, token)) { MayBeCut = "/file" },
        new("Edit, in parts", LargeFile, (files, token) => WriteAsync(files, FileMode.Open, "N", token)),
        new("AppendAllText, new", _ => { }, (files, token) => files.File.AppendAllTextAsync("/file", "new", token)),
        new("AppendAllText, there", OldFile, (files, token) => files.File.AppendAllTextAsync("/file", "new", token)),
        new("AppendAllText, to much", files => files.File.WriteAllText("/file", Text('o', 6 << 20)), (files, token) => files.File.AppendAllTextAsync("/file", "new", token)),
        new("Append", OldFile, (files, token) => WriteAsync(files, FileMode.Append, "new", token)) { MayBeCut = "/file" },
        new("Append, in parts", OldFile, (files, token) => WriteAsync(files, FileMode.Append, _new, token)) { MayBeCut = "/file" },
        new("Copy", OldFile, (files, token) => files.File.CopyAsync("/file", "/copy", cancellationToken: token)),
        new("Copy, over another", Two, (files, token) => files.File.CopyAsync("/file", "/other", overwrite: true, token)),
        new("Move", OldFile, (files, token) => files.File.MoveAsync("/file", "/moved", cancellationToken: token)),
        new("Move, in parts", LargeFile, (files, token) => files.File.MoveAsync("/file", "/moved", cancellationToken: token)),
        new("Move, over another", Two, (files, token) => files.File.MoveAsync("/file", "/other", overwrite: true, token)) { MayBeHalfDone = true, Deletes = true },
        new("Move, a link", Link, (files, token) => files.File.MoveAsync("/link", "/moved", cancellationToken: token)),
        new("Delete", OldFile, (files, token) => files.File.DeleteAsync("/file", token)) { Deletes = true },
        new("Directory.Move", Tree, (files, token) => files.Directory.MoveAsync("/tree", "/moved", token)),
        new("Directory.Delete", Tree, (files, token) => files.Directory.DeleteAsync("/tree", recursive: true, token)) { MayBeHalfDone = true, Deletes = true },
    ];

    public static IEnumerable<Deed> All =>
    [
        new("WriteAllText, new", _ => { }, files => files.File.WriteAllText("/file", "new")),
        new("WriteAllText, there", OldFile, files => files.File.WriteAllText("/file", "new")),
        new("WriteAllText, in parts", OldFile, files => files.File.WriteAllText("/file", _new)),
        new("Create", OldFile, files => Write(files, FileMode.Create, "new")),
        new("Create, in parts", OldFile, files => Write(files, FileMode.Create, _new)) { MayBeCut = "/file" },
        new("CreateNew", _ => { }, files => Write(files, FileMode.CreateNew, "new")),
        new("CreateNew, in parts", _ => { }, files => Write(files, FileMode.CreateNew, _new)) { MayBeCut = "/file" },
        new("Edit", OldFile, files => Write(files, FileMode.Open, "N")),
        new("Edit, in parts", LargeFile, files => Write(files, FileMode.Open, "N")),
        new("AppendAllText, new", _ => { }, files => files.File.AppendAllText("/file", "new")),
        new("AppendAllText, there", OldFile, files => files.File.AppendAllText("/file", "new")),
        new("AppendAllText, to much", files => files.File.WriteAllText("/file", Text('o', 6 << 20)), files => files.File.AppendAllText("/file", "new")),
        new("Append", OldFile, files => Write(files, FileMode.Append, "new")),
        new("Append, in parts", OldFile, files => Write(files, FileMode.Append, _new)) { MayBeCut = "/file" },
        new("Open to read, new", _ => { }, files => files.File.Open("/file", FileMode.OpenOrCreate, FileAccess.Read).Dispose()),
        new("Copy", OldFile, files => files.File.Copy("/file", "/copy")),
        new("Copy, over another", Two, files => files.File.Copy("/file", "/other", overwrite: true)),
        new("Move", OldFile, files => files.File.Move("/file", "/moved")) { MayBeHalfDone = true },
        new("Move, in parts", LargeFile, files => files.File.Move("/file", "/moved")) { MayBeHalfDone = true },
        new("Move, over another", Two, files => files.File.Move("/file", "/other", overwrite: true)) { MayBeHalfDone = true, Deletes = true },
        new("Move, a link", Link, files => files.File.Move("/link", "/moved")) { MayBeHalfDone = true },
        new("Replace", Two, files => files.File.Replace("/file", "/other", "/backup")) { MayBeHalfDone = true },
        new("Delete", OldFile, files => files.File.Delete("/file")) { Deletes = true },
        new("CreateDirectory", _ => { }, files => files.Directory.CreateDirectory("/a/b/c")) { MayBeHalfDone = true },
        new("Directory.Move", Tree, files => files.Directory.Move("/tree", "/moved")) { MayBeHalfDone = true },
        new("Directory.Move, a file", OldFile, files => files.Directory.Move("/file", "/moved")) { MayBeHalfDone = true },
        new("Directory.Delete", Tree, files => files.Directory.Delete("/tree", recursive: true)) { MayBeHalfDone = true, Deletes = true },
        new("CreateSymbolicLink", OldFile, files => files.File.CreateSymbolicLink("/link", "/file")),
        new("SetLastWriteTime", OldFile, files => files.File.SetLastWriteTimeUtc("/file", new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc))),
        new("SetUnixFileMode", LargeFile, files => files.File.SetUnixFileMode("/file", UnixFileMode.UserRead | UnixFileMode.UserWrite)),
    ];

    private static void OldFile(S3FileSystem files) => files.File.WriteAllText("/file", "old content");

    private static void LargeFile(S3FileSystem files) => files.File.WriteAllText("/file", _large);

    private static void Two(S3FileSystem files)
    {
        OldFile(files);
        files.File.WriteAllText("/other", "other");
    }

    private static void Link(S3FileSystem files)
    {
        OldFile(files);
        files.File.CreateSymbolicLink("/link", "/file");
    }

    private static void Tree(S3FileSystem files)
    {
        files.Directory.CreateDirectory("/tree/sub");
        for (var i = 0; i < 3; i++)
            files.File.WriteAllText($"/tree/{i}", $"content {i}");
        files.File.WriteAllText("/tree/sub/large", _large);
    }

    private static void Write(S3FileSystem files, FileMode mode, string text)
    {
        using var stream = files.File.Open("/file", mode, FileAccess.Write);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }

    private static async Task WriteAsync(S3FileSystem files, FileMode mode, string text, CancellationToken cancellationToken)
    {
        await using var stream = await files.File.OpenAsync("/file", mode, FileAccess.Write, FileShare.None, cancellationToken);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private static string Text(char of, int length) => new string(of, length - 1) + '.';
}
