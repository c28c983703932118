using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>Keeps the checkpoint in <c>checkpoint.json</c> of the output area, or that of a shard on its board, replaced in one step.</summary>
internal sealed class CheckpointFile
{
    public const string Name = "checkpoint.json";

    private readonly ClaimsWorkspace _workspace;
    private readonly AtomicFile _file;
    private readonly ILogger _logger;

    public CheckpointFile(ClaimsWorkspace workspace, BatchShard? shard = null)
    {
        _workspace = workspace;
        _file = AtomicFile.ForOneWriter(workspace);
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
        Path = shard is { } part ? ShardBoard.CheckpointPath(workspace, part) : workspace.FileSystem.Path.Combine(workspace.Areas.Output, Name);
    }

    public string Path { get; }

    /// <summary>The saved checkpoint; <see langword="null"/> if it is missing, empty or corrupt.</summary>
    public async Task<Checkpoint?> LoadAsync(CancellationToken cancellationToken)
    {
        var content = await _file.TryReadAsync(Path, cancellationToken);
        if (content is null || content.Length == 0)
            return null;
        try
        {
            return Parse(content);
        }
        catch (JsonException exception)
        {
            Log.CheckpointCorrupt(_logger, Path, exception.Message);
            return null;
        }
    }

    /// <summary>Saves; not cancellable, because the row it records is done.</summary>
    public Task SaveAsync(Checkpoint checkpoint) => _file.WriteAsync(Path, ReportJson.ToBytes(checkpoint), CancellationToken.None);

    public void Delete()
    {
        try
        {
            _workspace.FileSystem.File.Delete(Path);
            if (_workspace.Writes == WriteStrategy.TemporaryThenMove)
                _file.DeleteTemporary(Path);
        }
        catch (DirectoryNotFoundException)
        {
            // A shard's, whose folder another shard has removed at the end of the batch.
        }
    }

    private static Checkpoint Parse(byte[] content)
    {
        if (JsonNode.Parse(content) is not JsonObject saved)
            throw new JsonException("It is not a JSON object.");
        // The original's earlier key.
        if (!saved.ContainsKey("line_number") && saved["line"] is { } line)
            saved["line_number"] = line.DeepClone();
        var checkpoint = saved.Deserialize<Checkpoint>(ReportJson.Options);
        return checkpoint is { CsvFile.Length: > 0, LineNumber: >= 0, Counts: not null, Errors: not null, Finished: not null }
            ? checkpoint
            : throw new JsonException("It names no CSV file.");
    }
}
