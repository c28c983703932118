using VfsStorage.Claims.Holds;
using VfsStorage.Claims.Processing;

namespace VfsStorage.Claims.Batches;

/// <summary>Runs every CSV file of the input area through the claim processor, and can be stopped and resumed at any row.</summary>
public sealed class ClaimsBatch
{
    private readonly ClaimsWorkspace _workspace;
    private readonly IClaimProcessor _processor;
    private int _running;

    /// <summary>Creates the batch.</summary>
    /// <param name="workspace">Where to read and write.</param>
    /// <param name="processor">Makes the reports.</param>
    public ClaimsBatch(ClaimsWorkspace workspace, IClaimProcessor processor)
    {
        _workspace = workspace ?? throw new ArgumentNullException(nameof(workspace));
        _processor = processor ?? throw new ArgumentNullException(nameof(processor));
    }

    /// <summary>Processes all files, going on where a checkpoint says. Cancelling ends the run with <see cref="BatchOutcome.Cancelled"/>.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="progress">Told after each row.</param>
    /// <param name="cancellationToken">Stops the run; the row under way is done again by the next run.</param>
    /// <exception cref="AreasHeldException">Another process works on the areas, or took this batch for dead and goes on with it.</exception>
    /// <exception cref="ClaimsException">An area is missing or the storage refuses; nothing done so far is lost.</exception>
    public async Task<BatchSummary> RunAsync(
        BatchOptions options, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Workers, nameof(options));
        if (Interlocked.Exchange(ref _running, 1) == 1)
            throw new ClaimsException("A batch is running already: wait for its end.");
        try
        {
            CreateAreas();
            await using var hold = await AreasHold.TakeAsync(_workspace, new HoldKey(HoldKind.Batch, options.Shard), cancellationToken);
            var context = new BatchContext(_workspace, _processor, options) { Progress = progress, Hold = hold };
            return context.Shards is { } board
                ? await new ShardedRun(context, board).RunAsync(cancellationToken)
                : await new BatchRun(context).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new BatchSummary(BatchOutcome.Cancelled, []) { Message = "Stopped before the first row. Run again to start." };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClaimsException(
                $"The storage failed and the batch stopped: {exception.Message} Every row done so far is safe; run again to go on.", exception);
        }
        finally
        {
            Interlocked.Exchange(ref _running, 0);
        }
    }

    /// <summary>Reads all files and says what a run would do with them. Nothing is written and no agent is asked.</summary>
    /// <param name="options">How the run would be made.</param>
    /// <param name="cancellationToken">Stops between two rows.</param>
    /// <exception cref="ClaimsException">The input area is missing or the storage refuses.</exception>
    public async Task<IReadOnlyList<FileRehearsal>> RehearseAsync(BatchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return await new BatchRehearsal(new BatchContext(_workspace, _processor, options)).RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClaimsException($"The storage failed: {exception.Message}", exception);
        }
    }

    /// <summary>Creates the areas that are written; the input area must be there, or nobody could have dropped anything.</summary>
    private void CreateAreas()
    {
        var areas = _workspace.Areas;
        foreach (var (name, path) in new[] { ("input", areas.Input), ("output", areas.Output), ("archive", areas.Archive), ("cache", areas.Cache) })
        {
            if (string.IsNullOrWhiteSpace(path))
                throw new ClaimsException($"The {name} area has no folder: name it in config.json (storage).");
            if (name != "input")
                _workspace.FileSystem.Directory.CreateDirectory(path);
        }
    }
}
