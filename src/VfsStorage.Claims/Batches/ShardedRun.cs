namespace VfsStorage.Claims.Batches;

/// <summary>
/// One shard's run over all files. It does its rows of each file, says so on the board, and archives a file if it is the one to do so:
/// always the first file that is left, so that only one shard at a time adds to <c>skipped.csv</c> and <c>errors.csv</c>.
/// </summary>
internal sealed class ShardedRun(BatchContext context, ShardBoard board)
{
    private readonly InputFiles _files = new(context);

    private Checkpoint _checkpoint = new() { Completed = true };

    /// <summary>Processes all files.</summary>
    public async Task<BatchSummary> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunFilesAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Summarise(BatchOutcome.Cancelled, $"Shard {context.Options.Shard} stopped. Run it again to go on.");
        }

        await context.EnsureHeldAsync();
        context.Checkpoints.Delete();
        if (_files.List().TrueForAll(board.IsUnreadable))
            await board.ClearAsLastAsync();
        var unreadable = _checkpoint.Finished.Count(file => file.Error is not null);
        return unreadable == 0
            ? Summarise(BatchOutcome.Completed, null)
            : Summarise(BatchOutcome.FilesLeft, $"{unreadable} file(s) could not be read to the end: correct them and run again.");
    }

    private async Task RunFilesAsync(CancellationToken cancellationToken)
    {
        if (await context.Checkpoints.LoadAsync(cancellationToken) is { } saved)
        {
            Log.Resuming(context.Logger, saved.CsvFile, saved.LineNumber);
            // The summary is that of this run; report names come from the board.
            _checkpoint = saved with { Finished = [] };
            if (saved.Finishing is not null)
                await RunFileAsync(_checkpoint, new FilePosition(1, 1), cancellationToken);
        }

        // In this order: a file is announced before it leaves the input area.
        var files = _files.List();
        var done = await board.DoneAsync();
        foreach (var name in files.Union(done, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // First: it goes only when the file is announced and archived.
            var part = await board.OwnPartAsync(name);
            var archived = await board.FindDoneAsync(name);
            if (archived is not null && (part is null || archived.RowsDigest != part.RowsDigest))
                await _files.RememberNamesAsync(archived, cancellationToken);
            if (!await TryRememberAsync(part, cancellationToken) && _files.Has(name))
                await RunFileAsync(StartOf(name, part), new FilePosition(files.IndexOf(name) + 1, files.Count), cancellationToken);
            await ArchiveAsync(cancellationToken);
        }
    }

    /// <summary>Gives the names to the rows of a file that this shard has done before, be it archived meanwhile or not.</summary>
    private async Task<bool> TryRememberAsync(Checkpoint? part, CancellationToken cancellationToken)
    {
        if (part?.RowsDigest is not { } digest)
            return false;
        if (await _files.TryRememberNamesAsync(part.CsvFile, digest, cancellationToken))
        {
            var waiting = new FinishedFile { CsvFile = part.CsvFile, Counts = part.Counts, AwaitsOtherShards = true };
            _checkpoint = _checkpoint with { Finished = [.. _checkpoint.Finished, waiting] };
            return true;
        }

        if (await board.FindDoneAsync(part.CsvFile) is not { } archived || archived.RowsDigest != digest)
            return false;
        await _files.RememberNamesAsync(archived, cancellationToken);
        return !_files.Has(part.CsvFile);
    }

    /// <summary>Where to take a file up: in the middle, at its end if this shard has done its rows before, or at its beginning.</summary>
    private Checkpoint StartOf(string csvFile, Checkpoint? part)
    {
        if (!_checkpoint.Completed && _checkpoint.CsvFile == csvFile)
            return _checkpoint;
        return (part ?? new Checkpoint { CsvFile = csvFile }) with { Completed = false, Finished = _checkpoint.Finished };
    }

    /// <summary>Archives files as long as it is this shard's turn.</summary>
    private async Task ArchiveAsync(CancellationToken cancellationToken)
    {
        while (_files.List().Find(name => !board.IsUnreadable(name)) is { } first
            && await board.TryCollectAsync(first) is { } sum
            && await board.TryElectAsync(first, sum.RowsDigest!))
        {
            var earlier = _checkpoint.Finished.Where(file => file.CsvFile != first);
            var run = new CsvFileRun(context, sum with { Completed = false, Finished = [.. earlier] }, new FilePosition(1, 1));
            if (!await run.TryArchiveAsync(cancellationToken))
            {
                board.Resign(first, sum.RowsDigest!);
                return;
            }

            _checkpoint = run.Checkpoint;
        }
    }

    private async Task RunFileAsync(Checkpoint start, FilePosition position, CancellationToken cancellationToken)
    {
        var run = new CsvFileRun(context, start, position);
        try
        {
            await run.RunAsync(cancellationToken);
        }
        finally
        {
            _checkpoint = run.Checkpoint;
        }
    }

    private BatchSummary Summarise(BatchOutcome outcome, string? message) =>
        new(outcome, [.. _checkpoint.Finished.OrderBy(file => file.CsvFile, StringComparer.Ordinal).Select(_files.Summarise)]) { Message = message };
}
