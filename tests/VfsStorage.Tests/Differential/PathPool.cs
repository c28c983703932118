namespace VfsStorage.Tests.Differential;

/// <summary>Few names and little depth, so that random paths meet each other; knows a planning side's tree, to hit what exists.</summary>
internal sealed class PathPool(Random random, bool oddlySpelled)
{
    private static readonly string[] Names = ["a", "b", "ab", "c.txt", ".h"];

    private string[] _files = [];
    private string[] _directories = [];

    /// <summary>Looks at the tree as the operations so far have left it.</summary>
    public void Observe(Side planned)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        _files = [.. planned.FileSystem.Directory.GetFiles(planned.Root, "*", options).Select(Relative).Order(StringComparer.Ordinal)];
        _directories = [.. planned.FileSystem.Directory.GetDirectories(planned.Root, "*", options).Select(Relative).Order(StringComparer.Ordinal)];

        string Relative(string path) => path[(planned.Root.Length + 1)..];
    }

    /// <summary>Any path: mostly random, sometimes of something that exists.</summary>
    public string Next() => random.Next(3) switch
    {
        0 => Existing(_files),
        1 => NewInDirectory(),
        _ => Random(),
    };

    /// <summary>Mostly a file that exists.</summary>
    public string NextFile() => random.Next(4) == 0 ? Next() : Existing(_files);

    /// <summary>Mostly a directory that exists; never the root itself, which must outlive the sequence.</summary>
    public string NextDirectory() => random.Next(4) == 0 ? Next() : Existing(_directories);

    /// <summary>What may be listed: as <see cref="NextDirectory"/>, or the root.</summary>
    public string NextListed() => random.Next(5) == 0 ? "." : NextDirectory();

    /// <summary>Mostly a name in a directory that exists; the name may be taken.</summary>
    public string NextTarget() => random.Next(4) == 0 ? Next() : NewInDirectory();

    private string Existing(string[] existing) => existing.Length == 0 ? Random() : Spelled(existing[random.Next(existing.Length)]);

    private string NewInDirectory() => _directories.Length == 0 || random.Next(3) == 0
        ? Spelled(Name())
        : Spelled($"{_directories[random.Next(_directories.Length)]}/{Name()}");

    private string Random() => Spelled(string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Name())));

    private string Name() => Names[random.Next(Names.Length)];

    /// <summary>Odd spellings have so many outcomes of their own that most sequences do without them.</summary>
    private string Spelled(string path) => !oddlySpelled ? path : random.Next(30) switch
    {
        0 => path + "/",
        1 => "./" + path,
        2 => Name() + "/../" + path,
        3 => path.Replace("/", "//", StringComparison.Ordinal),
        4 => path + "/.",
        _ => path,
    };
}
