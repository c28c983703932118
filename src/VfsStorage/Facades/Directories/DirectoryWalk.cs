using System.IO.Abstractions;
using System.IO.Enumeration;
using VfsStorage.Facades.Enumeration;

namespace VfsStorage.Facades.Directories;

/// <summary>Lists directories of a file system that has only blocking members, each directory's entries right after it.</summary>
internal sealed class DirectoryWalk(IFileSystem fileSystem, string pattern)
{
    /// <summary>The entries below a directory, as many levels deep as asked for.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public IEnumerable<ListedEntry> Below(string path, int maxDepth) => Read(path, Infos(path), maxDepth);

    private IEnumerable<ListedEntry> Read(string path, IEnumerable<IFileSystemInfo> infos, int maxDepth)
    {
        foreach (var info in infos)
        {
            if (Describe(fileSystem.Path.Combine(path, info.Name), info) is not { } entry)
            {
                continue;
            }

            if (FileSystemName.MatchesSimpleExpression(pattern, info.Name, ignoreCase: false))
            {
                yield return entry;
            }

            // Links to directories are entries, not ways, so that a loop of links cannot catch the walk.
            if (entry.Kind != ListedKind.Directory || maxDepth <= 0)
            {
                continue;
            }

            foreach (var below in Read(entry.Path, InfosUnlessGone(entry.Path), maxDepth - 1))
            {
                yield return below;
            }
        }
    }

    private IEnumerable<IFileSystemInfo> Infos(string path) =>
        fileSystem.DirectoryInfo.New(path).EnumerateFileSystemInfos(SearchOptions.Everything, SearchOptions.Plain(0));

    private IEnumerable<IFileSystemInfo> InfosUnlessGone(string path)
    {
        try
        {
            return Infos(path);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>An entry as its info tells it; <see langword="null"/> if it is gone meanwhile.</summary>
    private static ListedEntry? Describe(string path, IFileSystemInfo info)
    {
        try
        {
            var attributes = info.Attributes;
            if (attributes == EntryFacts.NoAttributes)
            {
                return null;
            }

            var kind = attributes.HasFlag(FileAttributes.ReparsePoint) ? ListedKind.Link
                : info is IDirectoryInfo ? ListedKind.Directory : ListedKind.File;
            return new ListedEntry(path, kind)
            {
                Length = kind == ListedKind.File ? ((IFileInfo)info).Length : 0,
                LastModified = info.LastWriteTimeUtc,
            };
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
