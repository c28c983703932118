using System.IO.Abstractions;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Holds;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>The collaborators that the steps of one batch run share.</summary>
internal sealed class BatchContext
{
    public BatchContext(ClaimsWorkspace workspace, IClaimProcessor processor, BatchOptions options)
    {
        Workspace = workspace;
        Processor = processor;
        Options = options;
        Logger = workspace.Loggers.CreateLogger(LogGroups.Core);
        Checkpoints = new CheckpointFile(workspace, options.Shard);
        Shards = options.Shard is { } shard ? new ShardBoard(workspace, shard) : null;
        // Shards that see different versions of a file may write one report at once.
        Reports = options.Shard is { } part ? AtomicFile.ForOneWriter(workspace, part.Index) : AtomicFile.ForOneWriter(workspace);
        Archive = new CsvArchive(workspace);
        ErrorPages = new ErrorPages(workspace, options.Shard);
        Rejected = new RejectedRows(workspace, Archive, options.Shard);
        Pace = new RowPace(workspace.Time, options.WaitBetweenRows);
    }

    public ClaimsWorkspace Workspace { get; }

    public IFileSystem FileSystem => Workspace.FileSystem;

    public TimeProvider Time => Workspace.Time;

    public IClaimProcessor Processor { get; }

    public BatchOptions Options { get; }

    public ILogger Logger { get; }

    public CheckpointFile Checkpoints { get; }

    /// <summary>Where the shards meet; <see langword="null"/> if one process does the whole batch.</summary>
    public ShardBoard? Shards { get; }

    public AtomicFile Reports { get; }

    public CsvArchive Archive { get; }

    public RejectedRows Rejected { get; }

    public ErrorPages ErrorPages { get; }

    public RowPace Pace { get; }

    public ReportNames Names { get; } = new();

    public IProgress<BatchProgress>? Progress { get; init; }

    /// <summary>The right to work on the areas; <see langword="null"/> where nothing is written.</summary>
    public AreasHold? Hold { get; init; }

    /// <summary>Asked before everything that another batch must not do at the same time.</summary>
    /// <exception cref="AreasHeldException">Another batch has taken over.</exception>
    public ValueTask EnsureHeldAsync() => Hold?.EnsureAsync() ?? ValueTask.CompletedTask;

    /// <summary>The path of a CSV file in the input area.</summary>
    public string InputPath(string csvFile) => FileSystem.Path.Combine(Workspace.Areas.Input, csvFile);

    /// <summary>The path of a report.</summary>
    public string OutputPath(string name) => FileSystem.Path.Combine(Workspace.Areas.Output, name);
}
