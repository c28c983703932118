namespace VfsStorage.Tests.Differential;

/// <summary>Reads, writes and appends of whole contents.</summary>
internal sealed class ContentOperations(Random random, PathPool paths)
{
    private int _written;

    public Operation Next()
    {
        var path = random.Next(2) == 0 ? paths.NextFile() : paths.NextTarget();
        var text = $"<{_written++}>";
        return random.Next(12) switch
        {
            0 or 1 or 2 => new($"WriteAllText {path} {text}", side => Done(() => side.FileSystem.File.WriteAllText(side.PathOf(path), text))),
            3 => new($"WriteAllBytes {path} 3000", side => Done(() => side.FileSystem.File.WriteAllBytes(side.PathOf(path), new byte[3000]))),
            4 => new($"WriteAllLines {path} {text}", side => Done(() => side.FileSystem.File.WriteAllLines(side.PathOf(path), [text, ""]))),
            5 or 6 => new($"AppendAllText {path} {text}", side => Done(() => side.FileSystem.File.AppendAllText(side.PathOf(path), text))),
            7 => new($"AppendAllBytes {path} {text}", side => Done(() => side.FileSystem.File.AppendAllBytes(side.PathOf(path), "xyz"u8))),
            8 => new($"AppendAllLines {path} {text}", side => Done(() => side.FileSystem.File.AppendAllLines(side.PathOf(path), [text]))),
            9 => new($"ReadAllText {path}", side => side.FileSystem.File.ReadAllText(side.PathOf(path))),
            10 => new($"ReadAllBytes {path}", side => Convert.ToHexString(side.FileSystem.File.ReadAllBytes(side.PathOf(path)))),
            _ => new($"ReadLines {path}", side => string.Join('|', side.FileSystem.File.ReadLines(side.PathOf(path)))),
        };
    }

    private static string Done(Action act)
    {
        act();
        return "done";
    }
}
