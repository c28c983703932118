using System.Diagnostics.CodeAnalysis;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>Tells how far a batch has come that runs in another process, or was stopped: from its checkpoint.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle as long as nobody asks for one.")]
public sealed class BatchProgressReader
{
    private readonly BatchContext _context;
    private readonly SemaphoreSlim _counting = new(1, 1);
    private (string File, DateTime Written, long? Rows)? _counted;

    /// <summary>Creates the reader.</summary>
    /// <param name="workspace">Whose batch.</param>
    public BatchProgressReader(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _context = new BatchContext(workspace, NoProcessor.Instance, new BatchOptions());
    }

    /// <summary>The batch under way; with <see cref="BatchState.CsvFile"/> empty if there is none.</summary>
    /// <exception cref="ClaimsException">The areas cannot be read.</exception>
    public Task<BatchState> ReadAsync(CancellationToken cancellationToken = default) =>
        StorageGuard.RunAsync("batch", () => ReadCoreAsync(cancellationToken));

    private async Task<BatchState> ReadCoreAsync(CancellationToken cancellationToken)
    {
        var waiting = new InputFiles(_context).List();
        if (await _context.Checkpoints.LoadAsync(cancellationToken) is not { } checkpoint)
            return new BatchState("", 0) { FilesWaiting = waiting.Count };
        var file = _context.FileSystem.FileInfo.New(_context.Checkpoints.Path);
        return new BatchState(checkpoint.CsvFile, checkpoint.LineNumber)
        {
            Rows = checkpoint.Completed ? null : await CountAsync(checkpoint.CsvFile, cancellationToken),
            Processed = checkpoint.Counts.Processed,
            Skipped = checkpoint.Counts.Skipped,
            Failed = checkpoint.Counts.Failed,
            FilesDone = checkpoint.Finished.Count,
            FilesWaiting = waiting.Count,
            SavedAt = file.Exists ? new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) : null,
        };
    }

    /// <summary>Rows are counted once for each file, however many ask meanwhile.</summary>
    private async Task<long?> CountAsync(string csvFile, CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            var file = _context.FileSystem.FileInfo.New(_context.InputPath(csvFile));
            // Nothing, or a pipe, which nobody must open to look.
            if (!file.Exists || file.Length == 0)
                return null;
            var written = file.LastWriteTimeUtc;
            if (_counted is { } known && known.File == csvFile && known.Written == written)
                return known.Rows;
            var rows = await ReadRowsAsync(csvFile, cancellationToken);
            _counted = (csvFile, written, rows);
            return rows;
        }
        finally
        {
            _counting.Release();
        }
    }

    private async Task<long?> ReadRowsAsync(string csvFile, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(_context.FileSystem, _context.InputPath(csvFile), cancellationToken);
            var rows = 0L;
            while (await reader.ReadAsync(cancellationToken) is not null)
                rows++;
            return rows;
        }
        catch (CsvFileException exception) when (exception.InnerException is not (IOException or UnauthorizedAccessException))
        {
            // The batch says so when it comes to it.
            return null;
        }
    }

    /// <summary>Stands where a batch would need a processor; reading progress processes nothing.</summary>
    private sealed class NoProcessor : Processing.IClaimProcessor
    {
        public static NoProcessor Instance { get; } = new();

        public Task<Reports.ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("Reading progress processes no claims.");
    }
}
