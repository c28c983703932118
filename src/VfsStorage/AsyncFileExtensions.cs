using System.IO.Abstractions;
using VfsStorage.Facades.Files;

namespace VfsStorage;

/// <summary>
/// The asynchronous operations that <see cref="IFile"/> lacks, for every file system: on an <see cref="S3FileSystem"/> no
/// thread waits, elsewhere the blocking member runs on the thread pool. Each fails as the member of the same name does,
/// through its task.
/// </summary>
public static class AsyncFileExtensions
{
    /// <summary>Whether a file is at <paramref name="path"/>; see <see cref="File.Exists"/>.</summary>
    public static Task<bool> ExistsAsync(this IFile file, string? path, CancellationToken cancellationToken = default) =>
        Of(file).ExistsAsync(path, cancellationToken);

    /// <summary>Opens a file for reading; see <see cref="File.OpenRead"/>.</summary>
    public static Task<FileSystemStream> OpenReadAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).OpenAsync(path, FileMode.Open, FileAccess.Read, FileShare.Read, cancellationToken);

    /// <summary>Opens a file for writing, created if missing; see <see cref="File.OpenWrite"/>.</summary>
    public static Task<FileSystemStream> OpenWriteAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).OpenAsync(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, cancellationToken);

    /// <summary>Creates or empties a file; see <see cref="File.Create(string)"/>.</summary>
    public static Task<FileSystemStream> CreateAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).OpenAsync(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, cancellationToken);

    /// <summary>Opens a file; see <see cref="File.Open(string, FileMode, FileAccess, FileShare)"/>.</summary>
    public static Task<FileSystemStream> OpenAsync(
        this IFile file, string path, FileMode mode, FileAccess access, FileShare share = FileShare.None, CancellationToken cancellationToken = default) =>
        Of(file).OpenAsync(path, mode, access, share, cancellationToken);

    /// <summary>Opens a file; see <see cref="File.Open(string, FileStreamOptions)"/>.</summary>
    public static Task<FileSystemStream> OpenAsync(
        this IFile file, string path, FileStreamOptions options, CancellationToken cancellationToken = default) =>
        Of(file).OpenAsync(path, options, cancellationToken);

    /// <summary>Copies a file, on S3 without its bytes passing through here; see <see cref="File.Copy(string, string, bool)"/>.</summary>
    public static Task CopyAsync(
        this IFile file, string sourceFileName, string destFileName, bool overwrite = false, CancellationToken cancellationToken = default) =>
        Of(file).CopyAsync(sourceFileName, destFileName, overwrite, cancellationToken);

    /// <summary>Moves a file; see <see cref="File.Move(string, string, bool)"/>.</summary>
    public static Task MoveAsync(
        this IFile file, string sourceFileName, string destFileName, bool overwrite = false, CancellationToken cancellationToken = default) =>
        Of(file).MoveAsync(sourceFileName, destFileName, overwrite, cancellationToken);

    /// <summary>Puts a file in another's place, keeping the old one if asked; see <see cref="File.Replace(string, string, string)"/>.</summary>
    public static Task ReplaceAsync(
        this IFile file, string sourceFileName, string destinationFileName, string? destinationBackupFileName, CancellationToken cancellationToken = default) =>
        Of(file).ReplaceAsync(sourceFileName, destinationFileName, destinationBackupFileName, cancellationToken);

    /// <summary>Deletes a file; a missing one is fine. See <see cref="File.Delete"/>.</summary>
    public static Task DeleteAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).DeleteAsync(path, cancellationToken);

    /// <summary>A file's size in bytes; see <see cref="FileInfo.Length"/>.</summary>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    public static Task<long> GetLengthAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).GetLengthAsync(path, cancellationToken);

    /// <summary>The attributes of a file or directory; see <see cref="File.GetAttributes(string)"/>.</summary>
    public static Task<FileAttributes> GetAttributesAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).GetAttributesAsync(path, cancellationToken);

    /// <summary>Sets what can be set of the attributes: the read-only flag. See <see cref="File.SetAttributes(string, FileAttributes)"/>.</summary>
    public static Task SetAttributesAsync(
        this IFile file, string path, FileAttributes fileAttributes, CancellationToken cancellationToken = default) =>
        Of(file).SetAttributesAsync(path, fileAttributes, cancellationToken);

    /// <summary>When a file or directory was made, UTC; see <see cref="File.GetCreationTimeUtc(string)"/>.</summary>
    public static Task<DateTime> GetCreationTimeUtcAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).GetCreationTimeUtcAsync(path, cancellationToken);

    /// <summary>When a file or directory was last written, UTC; see <see cref="File.GetLastWriteTimeUtc(string)"/>.</summary>
    public static Task<DateTime> GetLastWriteTimeUtcAsync(this IFile file, string path, CancellationToken cancellationToken = default) =>
        Of(file).GetLastWriteTimeUtcAsync(path, cancellationToken);

    /// <summary>Sets when a file or directory was last written; see <see cref="File.SetLastWriteTimeUtc(string, DateTime)"/>.</summary>
    public static Task SetLastWriteTimeUtcAsync(
        this IFile file, string path, DateTime lastWriteTimeUtc, CancellationToken cancellationToken = default) =>
        Of(file).SetLastWriteTimeUtcAsync(path, lastWriteTimeUtc, cancellationToken);

    private static IAsyncFile Of(IFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file as IAsyncFile ?? new PooledFile(file);
    }
}
