using System.Globalization;
using System.Text.RegularExpressions;
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

    private const string DayFormat = "yyyyMMdd";
    private const string EndedFolder = "tasks/ended";
    private const string Purpose = "tasks";

    private readonly ClaimsWorkspace _workspace;
    private readonly RecordFolder<ClaimTask> _open;
    private readonly RecordFolder<ClaimTask> _ended;

    /// <summary>Creates the store.</summary>
    /// <param name="workspace">Where the files are.</param>
    public ClaimTasks(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
        _open = new RecordFolder<ClaimTask>(workspace, "tasks/open", task => task.TaskId);
        _ended = new RecordFolder<ClaimTask>(workspace, EndedFolder, task => EndedName(task.TaskId));
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
        return _open.AddAsync(task);
    }

    /// <summary>Keeps the state of an open task.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task SaveAsync(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return _open.SaveAsync(task);
    }

    /// <summary>Keeps the state of a task that has ended. It stays open until <see cref="Close"/>.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task EndAsync(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var day = DayOf(task.TaskId);
        // Only such a day can be about to be deleted, now or when midnight passes.
        return IsBefore(day, LongAgo.AddDays(1)) ? _workspace.Creations.RunAsync(PathOf(day), () => _ended.AddAsync(task)) : _ended.AddAsync(task);
    }

    /// <summary>Forgets that an ended task was open.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public void Close(ClaimTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        _open.Delete(task.TaskId);
    }

    /// <summary>The tasks that are open, readable or not. One that has ended is open until <see cref="Close"/>.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public IReadOnlySet<string> OpenIds() => _open.Names().ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a task is open.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public bool IsOpen(string taskId) => IsId(taskId) && _open.Exists(taskId);

    /// <summary>A task; <see langword="null"/> if there is none, or none any more.</summary>
    /// <exception cref="ClaimsException">The output area, or the task's file, cannot be read.</exception>
    public async Task<ClaimTask?> FindAsync(string taskId, CancellationToken cancellationToken = default) =>
        !IsId(taskId) ? null : await FindEndedAsync(taskId, cancellationToken) ?? await _open.FindAsync(taskId, cancellationToken)
            ?? await FindEndedAsync(taskId, cancellationToken);

    /// <summary>A task that has ended.</summary>
    /// <exception cref="ClaimsException">The output area, or the task's file, cannot be read.</exception>
    public Task<ClaimTask?> FindEndedAsync(string taskId, CancellationToken cancellationToken = default) =>
        IsId(taskId) ? _ended.FindAsync(EndedName(taskId), cancellationToken) : Task.FromResult<ClaimTask?>(null);

    /// <summary>The open tasks, oldest first. What cannot be read is logged and left out.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public async Task<IReadOnlyList<ClaimTask>> ListOpenAsync(CancellationToken cancellationToken = default) =>
        [.. (await _open.ListAsync(cancellationToken)).OrderBy(task => task.AcceptedAt).ThenBy(task => task.TaskId, StringComparer.Ordinal)];

    /// <summary>Deletes tasks that ended long ago: those accepted on one day together, once the last of them has been kept long enough.</summary>
    /// <exception cref="ClaimsException">The output area cannot be changed.</exception>
    public async Task CleanUpAsync(CancellationToken cancellationToken = default)
    {
        foreach (var day in StorageGuard.Run(Purpose, LongAgoDays))
        {
            // A task of that day that ends just now waits, and makes the folder again.
            await _workspace.Creations.RunAsync(PathOf(day), () => CleanUpAsync(day, cancellationToken));
        }
    }

    private async Task CleanUpAsync(string day, CancellationToken cancellationToken)
    {
        var longAgo = LongAgo;
        var ended = new RecordFolder<ClaimTask>(_workspace, $"{EndedFolder}/{day}", task => task.TaskId);
        if (await ended.StreamAsync(cancellationToken).AllAsync(task => task.EndedAt is not { } end || end <= longAgo, cancellationToken))
            Delete(ended.Path);
    }

    private void Delete(string day) => StorageGuard.Run(Purpose, () =>
    {
        FolderRemoval.Delete(_workspace.FileSystem, day);
        return true;
    });

    private List<string> LongAgoDays()
    {
        var fileSystem = _workspace.FileSystem;
        return !fileSystem.Directory.Exists(_ended.Path) ? [] :
            [.. fileSystem.Directory.EnumerateDirectories(_ended.Path).Select(path => fileSystem.Path.GetFileName(path)).Where(day => IsBefore(day, LongAgo))];
    }

    private DateTimeOffset LongAgo => _workspace.Time.GetUtcNow() - Kept;

    private static bool IsBefore(string day, DateTimeOffset time) => string.CompareOrdinal(day, time.ToString(DayFormat, CultureInfo.InvariantCulture)) < 0;

    private string PathOf(string day) => _workspace.FileSystem.Path.Combine(_ended.Path, day);

    /// <summary>The day on which a task was accepted; empty for what is no id.</summary>
    private static string DayOf(string? taskId) => taskId is not null && IsId(taskId) ? taskId[..DayFormat.Length] : "";

    /// <summary>A folder a day; empty for what is no id.</summary>
    private static string EndedName(string? taskId) => DayOf(taskId) is { Length: > 0 } day ? $"{day}/{taskId}" : "";

    [GeneratedRegex(@"^\d{8}-[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
