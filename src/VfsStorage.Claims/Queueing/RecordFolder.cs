using System.IO.Abstractions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Queueing;

/// <summary>
/// A folder of the output area with one JSON file a record, each with one writer at a time. A file that cannot be read stops nobody
/// who asks for others.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="workspace">Where the files are.</param>
/// <param name="folder">The folder, relative to <see cref="StateFolder"/>; it is also what a storage failure is told to be about.</param>
/// <param name="nameOf">A record's file, relative to the folder and without its extension.</param>
internal sealed class RecordFolder<T>(ClaimsWorkspace workspace, string folder, Func<T, string> nameOf)
    where T : class
{
    private const int ReadAhead = 16;
    private const string Suffix = ".json";

    private readonly IFileSystem _fileSystem = workspace.FileSystem;
    private readonly AtomicFile _file = AtomicFile.ForOneWriter(workspace);
    private readonly ILogger _logger = workspace.Loggers.CreateLogger(LogGroups.Core);

    /// <summary>The folder's path.</summary>
    public string Path { get; } = workspace.FileSystem.Path.Combine(StateFolder.Of(workspace), folder);

    /// <summary>Writes a record that is probably not there yet.</summary>
    public Task AddAsync(T record) => GuardAsync(() => _file.WriteNewAsync(PathOf(nameOf(record)), ReportJson.ToBytes(record)));

    /// <summary>Writes a record; <see langword="false"/> if it is there already.</summary>
    public Task<bool> TryAddAsync(T record) =>
        StorageGuard.RunAsync(folder, () => _file.TryCreateAsync(PathOf(nameOf(record)), ReportJson.ToBytes(record)));

    /// <summary>Writes or replaces a record.</summary>
    public Task SaveAsync(T record) => GuardAsync(() => _file.WriteAsync(PathOf(nameOf(record)), ReportJson.ToBytes(record)));

    /// <summary>A record; <see langword="null"/> if there is none.</summary>
    /// <exception cref="UnreadableStateException">Its file cannot be read.</exception>
    public async Task<T?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        var content = await StorageGuard.RunAsync(folder, () => _file.TryReadAsync(path, cancellationToken));
        if (content is null)
            return null;
        try
        {
            var record = JsonSerializer.Deserialize<T>(content, ReportJson.Options);
            return record is not null && nameOf(record) == name
                ? record
                : throw new UnreadableStateException(path, "It holds no record of its name.");
        }
        catch (JsonException exception)
        {
            throw new UnreadableStateException(path, exception.Message, exception);
        }
    }

    /// <summary>The records directly in the folder, in no order. What cannot be read is logged and left out.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(CancellationToken cancellationToken) => await StreamAsync(cancellationToken).ToListAsync(cancellationToken);

    /// <summary>As <see cref="ListAsync"/>, for folders of any size.</summary>
    public async IAsyncEnumerable<T> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in Names().Chunk(ReadAhead))
        {
            foreach (var record in (await Task.WhenAll(chunk.Select(name => FindOrLogAsync(name, cancellationToken)))).OfType<T>())
                yield return record;
        }
    }

    /// <summary>The names of the records directly in the folder, in no order, readable or not.</summary>
    public IReadOnlyList<string> Names() => StorageGuard.Run<IReadOnlyList<string>>(folder, () =>
    {
        try
        {
            return
            [
                .. _fileSystem.Directory.EnumerateFiles(Path)
                    .Where(path => path.EndsWith(Suffix, StringComparison.Ordinal))
                    .Select(path => _fileSystem.Path.GetFileNameWithoutExtension(path)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    });

    /// <summary>Whether there is a record, readable or not.</summary>
    public bool Exists(string name) => StorageGuard.Run(folder, () => _fileSystem.File.Exists(PathOf(name)));

    /// <summary>Deletes a record; it need not exist, but its folder must.</summary>
    public void Delete(string name) => StorageGuard.Run(folder, () =>
    {
        _fileSystem.File.Delete(PathOf(name));
        return true;
    });

    /// <summary>Deletes a record; <see langword="false"/> if there is none.</summary>
    public bool TryDelete(string name) => StorageGuard.Run(folder, () =>
    {
        if (!_fileSystem.File.Exists(PathOf(name)))
            return false;
        _fileSystem.File.Delete(PathOf(name));
        return true;
    });

    /// <summary>A record; <see langword="null"/> if there is none, or one that cannot or must not be read, which is logged.</summary>
    public async Task<T?> FindOrLogAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(name, cancellationToken);
        }
        catch (UnreadableStateException exception)
        {
            Log.UnreadableState(_logger, exception.Message);
            return null;
        }
        // Where it is the whole folder, its listing has failed before.
        catch (ClaimsException exception) when (exception.InnerException is UnauthorizedAccessException)
        {
            Log.UnreadableState(_logger, new UnreadableStateException(PathOf(name), exception.InnerException.Message).Message);
            return null;
        }
    }

    private Task GuardAsync(Func<Task> work) => StorageGuard.RunAsync(folder, work);

    private string PathOf(string name) => _fileSystem.Path.Combine(Path, name + Suffix);
}
