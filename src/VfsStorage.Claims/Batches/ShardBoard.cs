using System.Globalization;
using System.Text.Json;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// What the shards of one batch tell each other, as files of the output area: which rows are done, who archives a file, and where it
/// went. Who archives is decided by a file that only one of them can create.
/// </summary>
internal sealed class ShardBoard
{
    private const string UnreadableName = "unreadable";
    private const string DoneName = "done.json";
    private const string CheckpointPrefix = "checkpoint_";
    private const string FolderPrefix = "shards-of-";

    private readonly ClaimsWorkspace _workspace;
    private readonly BatchShard _shard;
    private readonly AtomicFile _file;
    private readonly ErrorPages _errors;
    private readonly string _folder;

    public ShardBoard(ClaimsWorkspace workspace, BatchShard shard)
    {
        _workspace = workspace;
        _shard = shard;
        _file = AtomicFile.ForManyWriters(workspace);
        _errors = new ErrorPages(workspace, shard);
        _folder = FolderOf(workspace, shard);
    }

    /// <summary>Where a shard keeps its checkpoint.</summary>
    public static string CheckpointPath(ClaimsWorkspace workspace, BatchShard shard) =>
        workspace.FileSystem.Path.Combine(FolderOf(workspace, shard), string.Create(CultureInfo.InvariantCulture, $"{CheckpointPrefix}{shard.Index}.json"));

    /// <summary>A file about <paramref name="csvFile"/>.</summary>
    public static string PathOf(ClaimsWorkspace workspace, BatchShard shard, string csvFile, string name) =>
        workspace.FileSystem.Path.Combine(FolderOf(workspace, shard), SafeName.Unique(csvFile), name);

    /// <summary>What this shard has published about a file; <see langword="null"/> if it has not done it.</summary>
    public Task<Checkpoint?> OwnPartAsync(string csvFile) => ReadAsync<Checkpoint>(PartPath(csvFile, _shard.Index));

    /// <summary>Says that all rows of this shard are done.</summary>
    public Task PublishAsync(Checkpoint part) =>
        _file.WriteAsync(PartPath(part.CsvFile, _shard.Index), ReportJson.ToBytes(part with { Finished = [] }), CancellationToken.None);

    /// <summary>All shards' work on a file as one; <see langword="null"/> as long as one is missing or has seen another content.</summary>
    public async Task<Checkpoint?> TryCollectAsync(string csvFile)
    {
        Checkpoint? sum = null;
        for (var index = 0; index < _shard.Count; index++)
        {
            if (await ReadAsync<Checkpoint>(PartPath(csvFile, index)) is not { } part || (sum is not null && sum.RowsDigest != part.RowsDigest))
                return null;
            var all = part with { Errors = await _errors.ReadAllAsync(part, index), ErrorPages = 0 };
            sum = sum is null ? all : sum with { Counts = sum.Counts.Plus(all.Counts), Errors = [.. sum.Errors, .. all.Errors] };
        }

        return sum! with { Errors = [.. sum.Errors.OrderBy(error => error.LineNumber)] };
    }

    /// <summary>Whether this shard is the one that archives the file: the first to say so, in this run or an earlier one.</summary>
    public async Task<bool> TryElectAsync(string csvFile, string digest)
    {
        var path = ElectionPath(csvFile, digest);
        var vote = ReportJson.ToBytes(new Election(_shard.Index));
        return await _file.TryCreateAsync(path, vote) || await ReadAsync<Election>(path) == new Election(_shard.Index);
    }

    /// <summary>Takes back an election that came too late: the file has been archived already, or has changed.</summary>
    public void Resign(string csvFile, string digest) => Delete(ElectionPath(csvFile, digest));

    /// <summary>Says that nobody can read the file, so that the others need not be archived after it.</summary>
    public Task MarkUnreadableAsync(string csvFile) => _file.WriteAsync(PathOf(csvFile, UnreadableName), []);

    /// <summary>Says that the file can be read, after a correction for instance.</summary>
    public void MarkReadable(string csvFile)
    {
        if (IsUnreadable(csvFile))
            Delete(PathOf(csvFile, UnreadableName));
    }

    public bool IsUnreadable(string csvFile) => _workspace.FileSystem.File.Exists(PathOf(csvFile, UnreadableName));

    /// <summary>
    /// Says where a file goes, before it goes there: who starts in between must know the names of its rows, or would give them to others.
    /// </summary>
    public Task AnnounceAsync(FinishedFile file) => _file.WriteAsync(PathOf(file.CsvFile, DoneName), ReportJson.ToBytes(file), CancellationToken.None);

    /// <summary>Takes an announcement back: another file has taken the place of the one that was announced.</summary>
    public void Retract(string csvFile) => Delete(PathOf(csvFile, DoneName));

    /// <summary>Forgets who did what with an archived file.</summary>
    public void ForgetParts(string csvFile, string digest)
    {
        for (var index = 0; index < _shard.Count; index++)
            Delete(PartPath(csvFile, index));
        Delete(ElectionPath(csvFile, digest));
    }

    /// <summary>The last file of this name that was archived in this batch, or is about to be; <see langword="null"/> if there is none.</summary>
    public Task<FinishedFile?> FindDoneAsync(string csvFile) => ReadAsync<FinishedFile>(PathOf(csvFile, DoneName));

    /// <summary>The names of the files that were archived in this batch, or are about to be.</summary>
    public async Task<IReadOnlyList<string>> DoneAsync()
    {
        var names = new List<string>();
        foreach (var folder in Folders())
        {
            if (await ReadAsync<FinishedFile>(_workspace.FileSystem.Path.Combine(folder, DoneName)) is { } file)
                names.Add(file.CsvFile);
        }

        return names;
    }

    /// <summary>
    /// Forgets the batch, unless another shard is still at it, as when it has archived a file and not said so yet: the last one forgets. A whole
    /// batch that was stopped is forgotten, too: its files are done.
    /// </summary>
    public async Task ClearAsLastAsync()
    {
        if (IsAnotherAtIt())
            return;
        ForgetAll(_workspace);
        var whole = new CheckpointFile(_workspace);
        if (await whole.LoadAsync(CancellationToken.None) is not { } interrupted)
            return;
        new ErrorPages(_workspace, null).Delete(interrupted);
        whole.Delete();
    }

    /// <summary>
    /// Forgets the shards of every division. Nobody works with them, and the files that one of them was stopped in have been done since: a later
    /// file of the same rows is not theirs.
    /// </summary>
    public static void ForgetAll(ClaimsWorkspace workspace)
    {
        try
        {
            foreach (var folder in workspace.FileSystem.Directory.EnumerateDirectories(StateFolder.Of(workspace), FolderPrefix + "*").ToList())
                FolderRemoval.Delete(workspace.FileSystem, folder);
        }
        catch (DirectoryNotFoundException)
        {
            // There never were any.
        }
    }

    private bool IsAnotherAtIt()
    {
        try
        {
            return _workspace.FileSystem.Directory.EnumerateFiles(_folder, CheckpointPrefix + "*").Any();
        }
        catch (DirectoryNotFoundException)
        {
            // Another shard was faster.
            return true;
        }
    }

    /// <summary>Deletes a file of the board; neither it nor its folder need be there.</summary>
    private void Delete(string path)
    {
        try
        {
            _workspace.FileSystem.File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The batch is over, and its folder with it.
        }
    }

    private List<string> Folders()
    {
        try
        {
            return [.. _workspace.FileSystem.Directory.EnumerateDirectories(_folder)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private async Task<T?> ReadAsync<T>(string path)
        where T : class
    {
        if (await _file.TryReadAsync(path) is not { } content)
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(content, ReportJson.Options);
        }
        catch (JsonException)
        {
            // Nobody can read it: as good as none.
            return null;
        }
    }

    private static string FolderOf(ClaimsWorkspace workspace, BatchShard shard) => workspace.FileSystem.Path.Combine(
        StateFolder.Of(workspace), string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{shard.Count}"));

    private string PartPath(string csvFile, int index) => PathOf(csvFile, string.Create(CultureInfo.InvariantCulture, $"part_{index}.json"));

    private string ElectionPath(string csvFile, string digest) => PathOf(csvFile, $"finisher_{digest}.json");

    private string PathOf(string csvFile, string name) => PathOf(_workspace, _shard, csvFile, name);

    /// <summary>Who archives a file.</summary>
    private sealed record Election(int Shard);
}
