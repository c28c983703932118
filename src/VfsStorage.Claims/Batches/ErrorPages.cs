using System.Globalization;
using System.Text.Json;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// Keeps the failed rows of the file under way out of the checkpoint once they are many, because the checkpoint is written again after
/// every row. A page counts when the checkpoint says so; one that was written just before a kill is written again.
/// </summary>
internal sealed class ErrorPages(ClaimsWorkspace workspace, BatchShard? shard)
{
    /// <summary>How many failed rows the checkpoint holds before they become a page.</summary>
    public const int Size = 200;

    private readonly AtomicFile _file = AtomicFile.ForOneWriter(workspace);

    /// <summary>Writes the checkpoint's next page.</summary>
    public Task WriteNextAsync(Checkpoint checkpoint, IReadOnlyList<RowError> errors) =>
        _file.WriteAsync(PathOf(checkpoint.CsvFile, shard?.Index, checkpoint.ErrorPages), ReportJson.ToBytes(errors), CancellationToken.None);

    /// <summary>All failed rows of a checkpoint, in their order.</summary>
    public Task<IReadOnlyList<RowError>> ReadAllAsync(Checkpoint checkpoint) => ReadAllAsync(checkpoint, shard?.Index);

    /// <summary>All failed rows of another shard's part.</summary>
    public async Task<IReadOnlyList<RowError>> ReadAllAsync(Checkpoint checkpoint, int? index)
    {
        if (checkpoint.ErrorPages == 0)
            return checkpoint.Errors;
        var errors = new List<RowError>();
        for (var page = 0; page < checkpoint.ErrorPages; page++)
        {
            // A page that is gone means that its rows are in errors.csv already.
            if (await _file.TryReadAsync(PathOf(checkpoint.CsvFile, index, page)) is { } content)
                errors.AddRange(JsonSerializer.Deserialize<List<RowError>>(content, ReportJson.Options)!);
        }

        errors.AddRange(checkpoint.Errors);
        return errors;
    }

    /// <summary>Deletes a checkpoint's pages.</summary>
    public void Delete(Checkpoint checkpoint)
    {
        for (var page = 0; page < checkpoint.ErrorPages; page++)
            Delete(PathOf(checkpoint.CsvFile, shard?.Index, page));
    }

    private void Delete(string path)
    {
        try
        {
            workspace.FileSystem.File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // A shard's, whose folder another shard has removed at the end of the batch.
        }
    }

    private string PathOf(string csvFile, int? index, int page) => index is null || shard is not { } part
        ? workspace.FileSystem.Path.Combine(StateFolder.Of(workspace), string.Create(CultureInfo.InvariantCulture, $"batch_errors_{page}.json"))
        : ShardBoard.PathOf(workspace, part, csvFile, string.Create(CultureInfo.InvariantCulture, $"errors_{index}_{page}.json"));
}
