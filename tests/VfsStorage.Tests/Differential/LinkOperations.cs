namespace VfsStorage.Tests.Differential;

/// <summary>Symbolic links to files, directories and nothing, relative and absolute.</summary>
internal sealed class LinkOperations(Random random, PathPool paths)
{
    public Operation Next()
    {
        var path = paths.NextTarget();
        var target = random.Next(2) == 0 ? paths.NextDirectory() : paths.NextFile();
        var final = random.Next(2) == 0;
        return random.Next(6) switch
        {
            0 or 1 => new($"File.CreateSymbolicLink {path} -> {target}",
                side => side.FileSystem.File.CreateSymbolicLink(side.PathOf(path), target).FullName),
            2 => new($"Directory.CreateSymbolicLink {path} -> root {target}",
                side => side.FileSystem.Directory.CreateSymbolicLink(side.PathOf(path), side.PathOf(target)).FullName),
            3 => new($"LinkTarget {path}", side => side.FileSystem.FileInfo.New(side.PathOf(path)).LinkTarget ?? "none"),
            4 => new($"File.ResolveLinkTarget {path} {final}",
                side => side.FileSystem.File.ResolveLinkTarget(side.PathOf(path), final)?.FullName ?? "none"),
            _ => new($"Directory.ResolveLinkTarget {path} {final}",
                side => side.FileSystem.Directory.ResolveLinkTarget(side.PathOf(path), final)?.FullName ?? "none"),
        };
    }
}
