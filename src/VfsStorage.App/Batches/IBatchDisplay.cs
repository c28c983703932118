using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Shows how far a batch has come while it runs.</summary>
internal interface IBatchDisplay
{
    /// <summary>Whether the batch must say how many rows a file has.</summary>
    bool NeedsRowCount { get; }

    /// <summary>Runs the batch, showing its progress.</summary>
    Task<BatchSummary> ShowAsync(Func<IProgress<BatchProgress>, Task<BatchSummary>> run);
}
