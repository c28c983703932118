using System.IO.Abstractions;
using System.Runtime.CompilerServices;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Facades;

/// <summary>
/// The border that every facade call crosses once: a string becomes a path, the tree does the work, a failure of the store
/// becomes an exception of <c>System.IO</c>, and a synchronous member waits. Also owns the current directory.
/// </summary>
internal sealed class Gate(IFileSystem fileSystem, FileTree tree, S3FileSystemOptions options)
{
    // Boxed, because a struct of two words is not read and written at once.
    private volatile object _currentDirectory = VirtualPath.Root;

    public IFileSystem FileSystem => fileSystem;

    public FileTree Tree => tree;

    public S3FileSystemOptions Options => options;

    public VirtualPath CurrentDirectory
    {
        get => (VirtualPath)_currentDirectory;
        set => _currentDirectory = value.WithoutTrailingSeparator();
    }

    /// <summary>The full path of what a caller wrote. .NET names the parameter <c>path</c> here, whatever the member calls it.</summary>
    public VirtualPath Parse(string? path) => VirtualPath.Parse(path, CurrentDirectory, nameof(path));

    /// <summary>The absolute form of what a caller wrote, otherwise as it was written.</summary>
    public string Absolute(string path) => UnixPath.IsRooted(path) ? path : CurrentDirectory.Value + "/" + path;

    public T Run<T>(string? path, Func<VirtualPath, CancellationToken, Task<T>> work, [CallerMemberName] string operation = "") =>
        Blocking.Wait(() => RunAsync(path, work, CancellationToken.None, operation));

    public void Run(string? path, Func<VirtualPath, CancellationToken, Task> work, [CallerMemberName] string operation = "") =>
        Blocking.Wait(() => RunAsync(path, work, CancellationToken.None, operation));

    public void Run(string? source, string? destination, Func<VirtualPath, VirtualPath, CancellationToken, Task> work, [CallerMemberName] string operation = "") =>
        Blocking.Wait(() => RunAsync(source, destination, work, CancellationToken.None, operation));

    public static T Run<T>(VirtualPath path, Func<VirtualPath, CancellationToken, Task<T>> work, [CallerMemberName] string operation = "") =>
        Blocking.Wait(() => TranslateAsync(path, work, operation, CancellationToken.None));

    public static void Run(VirtualPath path, Func<VirtualPath, CancellationToken, Task> work, [CallerMemberName] string operation = "") =>
        Blocking.Wait(() => TranslateAsync(path, Valued(work), operation, CancellationToken.None));

    public Task<T> RunAsync<T>(
        string? path, Func<VirtualPath, CancellationToken, Task<T>> work, CancellationToken cancellationToken, [CallerMemberName] string operation = "") =>
        Start(() => TranslateAsync(Parse(path), work, operation, cancellationToken), cancellationToken);

    public Task RunAsync(
        string? path, Func<VirtualPath, CancellationToken, Task> work, CancellationToken cancellationToken, [CallerMemberName] string operation = "") =>
        RunAsync(path, Valued(work), cancellationToken, operation);

    public Task RunAsync(
        string? source,
        string? destination,
        Func<VirtualPath, VirtualPath, CancellationToken, Task> work,
        CancellationToken cancellationToken,
        [CallerMemberName] string operation = "") =>
        RunAsync(source, (from, token) => work(from, Parse(destination), token), cancellationToken, operation);

    /// <summary>
    /// Whether something is there. What cannot be there is not, as in .NET; but a store that did not answer is no "no":
    /// whoever reads it so deletes or overwrites what exists.
    /// </summary>
    public async Task<bool> ExistsAsync(string? path, Func<VirtualPath, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (string.IsNullOrEmpty(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        var measure = OperationMeasure.Start(nameof(File.Exists));
        try
        {
            var answer = await work(Parse(path), cancellationToken).ConfigureAwait(false);
            measure.End();
            return answer;
        }
        catch (StoreException error)
        {
            measure.End(error);
            return error.Kind is StoreErrorKind.AccessDenied or StoreErrorKind.NoSuchBucket or StoreErrorKind.KeyTooLong
                ? false
                : throw IoErrors.From(error, Parse(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            measure.End(error);
            return false;
        }
    }

    /// <summary>Work that a cancelled token keeps from starting.</summary>
    public static Task StartAsync(Func<Task> work, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : work();

    // A task carries what is wrong from here on; what .NET throws at the call has been checked before.
    private static Task<T> Start<T>(Func<Task<T>> work, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<T>(cancellationToken) : Started(work);

    private static async Task<T> Started<T>(Func<Task<T>> work) => await work().ConfigureAwait(false);

    private static async Task<T> TranslateAsync<T>(
        VirtualPath path, Func<VirtualPath, CancellationToken, Task<T>> work, string operation, CancellationToken cancellationToken)
    {
        var measure = OperationMeasure.Start(operation);
        try
        {
            var answer = await work(path, cancellationToken).ConfigureAwait(false);
            measure.End();
            return answer;
        }
        catch (Exception error)
        {
            var shown = error is StoreException failure ? IoErrors.From(failure, path) : error;
            measure.End(shown);
            if (shown == error)
            {
                throw;
            }

            throw shown;
        }
    }

    private static Func<VirtualPath, CancellationToken, Task<bool>> Valued(Func<VirtualPath, CancellationToken, Task> work) =>
        async (path, token) =>
        {
            await work(path, token).ConfigureAwait(false);
            return true;
        };
}
