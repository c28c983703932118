using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Queueing;

/// <summary>
/// Keeps accepted claims as files of the output area, so that a restart goes on with them: one folder of open ones, one a day of ended
/// ones. A task ends when its ended file is written; the open file goes last, so that nothing between the two is forgotten.
/// </summary>
public sealed partial class ClaimTasks
{
    /// <summary>How long ended tasks are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const int ReadAhead = 16;
    private const string Suffix = ".json";
    private const string DayFormat = "yyyyMMdd";

    private readonly ClaimsWorkspace _workspace;
    private readonly AtomicFile _file;
    private readonly string _open;
    private readonly string _ended;

    /// <summary>Creates the store.</summary>
    /// <param name="workspace">Where the files are.</param>
    public ClaimTasks(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
        _file = AtomicFile.ForOneWriter(workspace);
        var path = workspace.FileSystem.Path;
        _open = path.Combine(StateFolder.Of(workspace), "tasks", "open");
        _ended = path.Combine(StateFolder.Of(workspace), "tasks", "ended");
    }

    /// <summary>An id that no other task has; it begins with the day.</summary>
    public string NewId() => string.Create(CultureInfo.InvariantCulture, $"{_workspace.Time.GetUtcNow():yyyyMMdd}-{Guid.NewGuid():N}");

    /// <summary>Whether <paramref name="text"/> can be a task's id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>Keeps a task that is accepted just now.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task AddAsync(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return GuardAsync(() => _file.WriteNewAsync(OpenPath(task.TaskId), ReportJson.ToBytes(task)));
    }

    /// <summary>Keeps the state of an open task.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task SaveAsync(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return GuardAsync(() => _file.WriteAsync(OpenPath(task.TaskId), ReportJson.ToBytes(task)));
    }

    /// <summary>Keeps the state of a task that has ended. It stays open until <see cref="Close"/>.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task EndAsync(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return GuardAsync(() => _file.WriteNewAsync(EndedPath(task.TaskId), ReportJson.ToBytes(task)));
    }

    /// <summary>Forgets that an ended task was open.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public void Close(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        StorageGuard.Run("tasks", () =>
        {
            _workspace.FileSystem.File.Delete(OpenPath(task.TaskId));
            return true;
        });
    }

    /// <summary>A task; <see langword="null"/> if there is none, or none any more.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public async Task<ClaimTask?> FindAsync(string taskId, CancellationToken cancellationToken = default) =>
        !IsId(taskId) ? null : await FindEndedAsync(taskId, cancellationToken) ?? await ReadAsync(OpenPath(taskId), cancellationToken)
            ?? await FindEndedAsync(taskId, cancellationToken);

    /// <summary>A task that has ended.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public Task<ClaimTask?> FindEndedAsync(string taskId, CancellationToken cancellationToken = default) =>
        IsId(taskId) ? ReadAsync(EndedPath(taskId), cancellationToken) : Task.FromResult<ClaimTask?>(null);

    /// <summary>The open tasks, oldest first.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public async Task<IReadOnlyList<ClaimTask>> ListOpenAsync(CancellationToken cancellationToken = default)
    {
        var tasks = new List<ClaimTask>();
        foreach (var chunk in StorageGuard.Run("tasks", () => FilesIn(_open)).Chunk(ReadAhead))
            tasks.AddRange((await Task.WhenAll(chunk.Select(path => ReadAsync(path, cancellationToken)))).OfType<ClaimTask>());
        return [.. tasks.OrderBy(task => task.AcceptedAt).ThenBy(task => task.TaskId, StringComparer.Ordinal)];
    }

    /// <summary>Deletes tasks that ended long ago, a day's at a time.</summary>
    /// <exception cref="ClaimsException">The output area cannot be changed.</exception>
    public void CleanUp() => StorageGuard.Run("tasks", () =>
    {
        var oldest = (_workspace.Time.GetUtcNow() - Kept).ToString(DayFormat, CultureInfo.InvariantCulture);
        var fileSystem = _workspace.FileSystem;
        if (!fileSystem.Directory.Exists(_ended))
            return true;
        foreach (var day in fileSystem.Directory.EnumerateDirectories(_ended).ToList())
        {
            if (string.CompareOrdinal(fileSystem.Path.GetFileName(day), oldest) < 0)
                fileSystem.Directory.Delete(day, recursive: true);
        }

        return true;
    });

    private List<string> FilesIn(string folder)
    {
        try
        {
            return [.. _workspace.FileSystem.Directory.EnumerateFiles(folder).Where(path => path.EndsWith(Suffix, StringComparison.Ordinal))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private async Task<ClaimTask?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var content = await StorageGuard.RunAsync("tasks", () => _file.TryReadAsync(path, cancellationToken));
        try
        {
            return content is null ? null : JsonSerializer.Deserialize<ClaimTask>(content, ReportJson.Options);
        }
        catch (JsonException exception)
        {
            throw new ClaimsException($"{path} is not a task: {exception.Message} Move it away.", exception);
        }
    }

    private static Task GuardAsync(Func<Task> work) => StorageGuard.RunAsync("tasks", work);

    private string OpenPath(string taskId) => _workspace.FileSystem.Path.Combine(_open, taskId + Suffix);

    private string EndedPath(string taskId) => _workspace.FileSystem.Path.Combine(_ended, taskId[..DayFormat.Length], taskId + Suffix);

    [GeneratedRegex(@"^\d{8}-[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
