namespace VfsStorage.App.Tests;

/// <summary>A folder for one test, with the four areas of the local mode; deleted at the end.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
    {
        // Memory where there is some: a batch flushes every report to the disk, and the disk is shared.
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Root = Path.Combine(parent, $"vfs-app-tests-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Input);
    }

    public string Root { get; }

    public string Input => Path.Combine(Root, "drop");

    public string Output => Path.Combine(Root, "output");

    public string Archive => Path.Combine(Root, "archive");

    public string Cache => Path.Combine(Root, "cache");

    /// <summary>Environment variables of the processes that run here.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Writes a file of the input area.</summary>
    public void Drop(string name, string content) => File.WriteAllText(Path.Combine(Input, name), content);

    /// <summary>Writes <c>config.json</c>.</summary>
    public void Configure(string json) => File.WriteAllText(Path.Combine(Root, "config.json"), json);

    /// <summary>The files below a folder, relative to it.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
