using VfsStorage.Facades.Enumeration;
using VfsStorage.Tree;
using static VfsStorage.Facades.Enumeration.SearchOptions;

namespace VfsStorage.Facades.Directories;

internal sealed partial class S3Directory
{
    public IEnumerable<string> EnumerateFiles(string path) => EnumerateFiles(path, Everything);

    public IEnumerable<string> EnumerateFiles(string path, string searchPattern) => EnumerateFiles(path, searchPattern, TopDirectory);

    public IEnumerable<string> EnumerateFiles(string path, string searchPattern, SearchOption searchOption) =>
        EnumerateFiles(path, searchPattern, Of(searchOption));

    public IEnumerable<string> EnumerateFiles(string path, string searchPattern, EnumerationOptions enumerationOptions) =>
        List(path, searchPattern, enumerationOptions, Targets.Files).Enumerate(Spelling);

    public string[] GetFiles(string path) => GetFiles(path, Everything);

    public string[] GetFiles(string path, string searchPattern) => GetFiles(path, searchPattern, TopDirectory);

    public string[] GetFiles(string path, string searchPattern, SearchOption searchOption) =>
        GetFiles(path, searchPattern, Of(searchOption));

    public string[] GetFiles(string path, string searchPattern, EnumerationOptions enumerationOptions) =>
        List(path, searchPattern, enumerationOptions, Targets.Files).ToArray(Spelling);

    public IEnumerable<string> EnumerateDirectories(string path) => EnumerateDirectories(path, Everything);

    public IEnumerable<string> EnumerateDirectories(string path, string searchPattern) => EnumerateDirectories(path, searchPattern, TopDirectory);

    public IEnumerable<string> EnumerateDirectories(string path, string searchPattern, SearchOption searchOption) =>
        EnumerateDirectories(path, searchPattern, Of(searchOption));

    public IEnumerable<string> EnumerateDirectories(string path, string searchPattern, EnumerationOptions enumerationOptions) =>
        List(path, searchPattern, enumerationOptions, Targets.Directories).Enumerate(Spelling);

    public string[] GetDirectories(string path) => GetDirectories(path, Everything);

    public string[] GetDirectories(string path, string searchPattern) => GetDirectories(path, searchPattern, TopDirectory);

    public string[] GetDirectories(string path, string searchPattern, SearchOption searchOption) =>
        GetDirectories(path, searchPattern, Of(searchOption));

    public string[] GetDirectories(string path, string searchPattern, EnumerationOptions enumerationOptions) =>
        List(path, searchPattern, enumerationOptions, Targets.Directories).ToArray(Spelling);

    public IEnumerable<string> EnumerateFileSystemEntries(string path) => EnumerateFileSystemEntries(path, Everything);

    public IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern) => EnumerateFileSystemEntries(path, searchPattern, TopDirectory);

    public IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern, SearchOption searchOption) =>
        EnumerateFileSystemEntries(path, searchPattern, Of(searchOption));

    public IEnumerable<string> EnumerateFileSystemEntries(string path, string searchPattern, EnumerationOptions enumerationOptions) =>
        List(path, searchPattern, enumerationOptions, Targets.Both).Enumerate(Spelling);

    public string[] GetFileSystemEntries(string path) => GetFileSystemEntries(path, Everything);

    public string[] GetFileSystemEntries(string path, string searchPattern) => GetFileSystemEntries(path, searchPattern, TopDirectory);

    public string[] GetFileSystemEntries(string path, string searchPattern, SearchOption searchOption) =>
        GetFileSystemEntries(path, searchPattern, Of(searchOption));

    public string[] GetFileSystemEntries(string path, string searchPattern, EnumerationOptions enumerationOptions) =>
        List(path, searchPattern, enumerationOptions, Targets.Both).ToArray(Spelling);

    public IAsyncEnumerable<string> EnumerateAsync(
        string path, string searchPattern, EnumerationOptions enumerationOptions, Targets targets, CancellationToken cancellationToken) =>
        List(path, searchPattern, enumerationOptions, targets).SelectAsync(Spelling, cancellationToken);

    public IAsyncEnumerable<ListedEntry> ListAsync(string path, string pattern, int maxDepth, CancellationToken cancellationToken) =>
        Search.Plain(gate, path, pattern, maxDepth).SelectAsync(Listed, cancellationToken);

    private static ListedEntry Listed(Found found) => new(found.Spelling, KindOf(found.Entry))
    {
        Length = found.Entry.Kind == EntryKind.File ? found.Entry.Length : 0,
        LastModified = found.Entry.Object?.LastModified,
    };

    private static ListedKind KindOf(Entry entry) => entry.Kind switch
    {
        EntryKind.Directory => ListedKind.Directory,
        EntryKind.Link => ListedKind.Link,
        _ => ListedKind.File,
    };

    private static string Spelling(Found found) => found.Spelling;

    private Search List(string path, string searchPattern, EnumerationOptions enumerationOptions, Targets targets) =>
        Search.Of(gate, path, searchPattern, enumerationOptions, targets);
}
