using System.IO.Abstractions;

namespace VfsStorage.App.Files;

/// <summary>Resolves the links in a path, so that two ways to one directory look alike.</summary>
internal static class RealPath
{
    /// <summary>The path without links, as far as it exists.</summary>
    public static string Of(IFileSystem fileSystem, string path)
    {
        var current = fileSystem.Path.GetPathRoot(path)!;
        foreach (var name in path[current.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = fileSystem.Path.Combine(current, name);
            var info = fileSystem.DirectoryInfo.New(current);
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                current = target.FullName;
        }

        return fileSystem.Path.TrimEndingDirectorySeparator(current);
    }
}
