using System.IO.Abstractions;
using VfsStorage.Facades.Directories;
using VfsStorage.Facades.Enumeration;

namespace VfsStorage;

/// <summary>
/// The asynchronous operations that <see cref="IDirectory"/> lacks, for every file system: on an <see cref="S3FileSystem"/>
/// no thread waits, elsewhere the blocking member runs on the thread pool. Each fails as the member of the same name does,
/// through its task; an enumeration with its first element.
/// </summary>
public static class AsyncDirectoryExtensions
{
    /// <summary>Whether a directory is at <paramref name="path"/>; see <see cref="Directory.Exists"/>.</summary>
    public static Task<bool> ExistsAsync(this IDirectory directory, string? path, CancellationToken cancellationToken = default) =>
        Of(directory).ExistsAsync(path, cancellationToken);

    /// <summary>Makes a directory and those above it; see <see cref="Directory.CreateDirectory(string)"/>.</summary>
    public static Task<IDirectoryInfo> CreateDirectoryAsync(this IDirectory directory, string path, CancellationToken cancellationToken = default) =>
        Of(directory).CreateDirectoryAsync(path, cancellationToken);

    /// <summary>Deletes a directory, with all below it if asked; see <see cref="Directory.Delete(string, bool)"/>.</summary>
    public static Task DeleteAsync(this IDirectory directory, string path, bool recursive = false, CancellationToken cancellationToken = default) =>
        Of(directory).DeleteAsync(path, recursive, cancellationToken);

    /// <summary>Moves a directory or a file; see <see cref="Directory.Move"/>.</summary>
    public static Task MoveAsync(this IDirectory directory, string sourceDirName, string destDirName, CancellationToken cancellationToken = default) =>
        Of(directory).MoveAsync(sourceDirName, destDirName, cancellationToken);

    /// <summary>The paths of the files in a directory; see <see cref="Directory.EnumerateFiles(string, string, SearchOption)"/>.</summary>
    public static IAsyncEnumerable<string> EnumerateFilesAsync(
        this IDirectory directory,
        string path,
        string searchPattern = "*",
        SearchOption searchOption = SearchOption.TopDirectoryOnly,
        CancellationToken cancellationToken = default) =>
        Of(directory).EnumerateAsync(path, searchPattern, SearchOptions.Of(searchOption), Targets.Files, cancellationToken);

    /// <summary>The paths of the files in a directory; see <see cref="Directory.EnumerateFiles(string, string, EnumerationOptions)"/>.</summary>
    public static IAsyncEnumerable<string> EnumerateFilesAsync(
        this IDirectory directory,
        string path,
        string searchPattern,
        EnumerationOptions enumerationOptions,
        CancellationToken cancellationToken = default) =>
        Of(directory).EnumerateAsync(path, searchPattern, enumerationOptions, Targets.Files, cancellationToken);

    /// <summary>The paths of the directories in a directory; see <see cref="Directory.EnumerateDirectories(string, string, SearchOption)"/>.</summary>
    public static IAsyncEnumerable<string> EnumerateDirectoriesAsync(
        this IDirectory directory,
        string path,
        string searchPattern = "*",
        SearchOption searchOption = SearchOption.TopDirectoryOnly,
        CancellationToken cancellationToken = default) =>
        Of(directory).EnumerateAsync(path, searchPattern, SearchOptions.Of(searchOption), Targets.Directories, cancellationToken);

    /// <summary>The paths of the directories in a directory; see <see cref="Directory.EnumerateDirectories(string, string, EnumerationOptions)"/>.</summary>
    public static IAsyncEnumerable<string> EnumerateDirectoriesAsync(
        this IDirectory directory,
        string path,
        string searchPattern,
        EnumerationOptions enumerationOptions,
        CancellationToken cancellationToken = default) =>
        Of(directory).EnumerateAsync(path, searchPattern, enumerationOptions, Targets.Directories, cancellationToken);

    /// <summary>The paths of everything in a directory; see <see cref="Directory.EnumerateFileSystemEntries(string, string, SearchOption)"/>.</summary>
    public static IAsyncEnumerable<string> EnumerateFileSystemEntriesAsync(
        this IDirectory directory,
        string path,
        string searchPattern = "*",
        SearchOption searchOption = SearchOption.TopDirectoryOnly,
        CancellationToken cancellationToken = default) =>
        Of(directory).EnumerateAsync(path, searchPattern, SearchOptions.Of(searchOption), Targets.Both, cancellationToken);

    /// <summary>The paths of everything in a directory; see <see cref="Directory.EnumerateFileSystemEntries(string, string, EnumerationOptions)"/>.</summary>
    public static IAsyncEnumerable<string> EnumerateFileSystemEntriesAsync(
        this IDirectory directory,
        string path,
        string searchPattern,
        EnumerationOptions enumerationOptions,
        CancellationToken cancellationToken = default) =>
        Of(directory).EnumerateAsync(path, searchPattern, enumerationOptions, Targets.Both, cancellationToken);

    /// <summary>
    /// Lists a directory with kinds, sizes and times, as far as a listing tells them: on S3 one request for each 1,000 entries, whatever
    /// the depth, in the order of the keys. On a disk a directory's entries come right after it. Links are not followed.
    /// </summary>
    /// <param name="directory">The directories of a file system.</param>
    /// <param name="path">The directory to list.</param>
    /// <param name="pattern">Only names that fit: <c>*</c> is any text, <c>?</c> any character, <c>\</c> takes the next one as it is.</param>
    /// <param name="maxDepth">How many levels below the directory are entered; 0 for its own entries.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such directory; with the first element.</exception>
    public static IAsyncEnumerable<ListedEntry> ListAsync(
        this IDirectory directory, string path, string pattern = "*", int maxDepth = 0, CancellationToken cancellationToken = default) =>
        Of(directory).ListAsync(path, pattern, maxDepth, cancellationToken);

    private static IAsyncDirectory Of(IDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return directory as IAsyncDirectory ?? new PooledDirectory(directory);
    }
}
