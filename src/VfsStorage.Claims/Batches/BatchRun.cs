namespace VfsStorage.Claims.Batches;

/// <summary>One run over all files, from the saved checkpoint to the summary.</summary>
internal sealed class BatchRun(BatchContext context)
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
            return Summarise(BatchOutcome.Cancelled, ResumeMessage());
        }

        await context.EnsureHeldAsync();
        context.Checkpoints.Delete();
        ShardBoard.ForgetAll(context.Workspace);
        var left = _checkpoint.Finished.Count(file => file.Error is not null);
        return left == 0
            ? Summarise(BatchOutcome.Completed, null)
            : Summarise(BatchOutcome.FilesLeft, $"{left} file(s) could not be read to the end: correct them and run again.");
    }

    private async Task RunFilesAsync(CancellationToken cancellationToken)
    {
        var saved = await context.Checkpoints.LoadAsync(cancellationToken);
        // Before the listing, which would show the file that this archives.
        if (saved?.Finishing is not null)
            await RunFileAsync(saved, new FilePosition(1, 1), cancellationToken);
        var files = _files.List();
        if (saved is not null)
        {
            Log.Resuming(context.Logger, saved.CsvFile, saved.LineNumber);
            await TakeUpAsync(saved, files, cancellationToken);
            files.RemoveAll(file => string.CompareOrdinal(file, saved.CsvFile) < 0);
        }

        for (var index = 0; index < files.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isUnderWay = !_checkpoint.Completed && _checkpoint.CsvFile == files[index];
            var start = isUnderWay ? _checkpoint : new Checkpoint { CsvFile = files[index], Finished = _checkpoint.Finished };
            while (await RunFileAsync(start, new FilePosition(index + 1, files.Count), cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                start = new Checkpoint { CsvFile = files[index], Finished = _checkpoint.Finished };
            }
        }
    }

    /// <summary>Works through a file; <see langword="true"/> if another one has its name now.</summary>
    private async Task<bool> RunFileAsync(Checkpoint start, FilePosition position, CancellationToken cancellationToken)
    {
        var run = new CsvFileRun(context, start, position);
        try
        {
            await run.RunAsync(cancellationToken);
            return run.IsReplaced;
        }
        finally
        {
            _checkpoint = run.Checkpoint;
        }
    }

    /// <summary>Brings an earlier run to a point from which whole files can be processed.</summary>
    private async Task TakeUpAsync(Checkpoint saved, List<string> files, CancellationToken cancellationToken)
    {
        if (saved.Finishing is null)
            _checkpoint = saved;
        if (!_checkpoint.Completed && !files.Contains(saved.CsvFile, StringComparer.Ordinal))
        {
            var gone = new FinishedFile
            {
                CsvFile = saved.CsvFile,
                Counts = saved.Counts,
                Error = $"{saved.CsvFile} disappeared from the input area after line {saved.LineNumber}: drop it again.",
            };
            context.ErrorPages.Delete(saved);
            _checkpoint = saved with { Completed = true, Errors = [], ErrorPages = 0, Finished = [.. saved.Finished, gone] };
        }
        else if (saved.Completed && saved.Finished is [.., { Error: not null } last] && last.CsvFile == saved.CsvFile)
        {
            // It may have been corrected since: it is read again from its first row.
            _checkpoint = saved with { Finished = [.. saved.Finished.SkipLast(1)] };
        }

        foreach (var file in _checkpoint.Finished)
            await _files.RememberNamesAsync(file, cancellationToken);
    }

    private string ResumeMessage() => _checkpoint switch
    {
        { Completed: false, LineNumber: >= 2 } =>
            $"Stopped after line {_checkpoint.LineNumber} of {_checkpoint.CsvFile}. Run again to go on with the next row.",
        { Finished.Count: > 0 } => $"Stopped after {_checkpoint.Finished[^1].CsvFile}. Run again to go on with the next file.",
        _ => "Stopped before the first row. Run again to start.",
    };

    private BatchSummary Summarise(BatchOutcome outcome, string? message)
    {
        var files = _checkpoint.Finished.Select(_files.Summarise).ToList();
        if (!_checkpoint.Completed && _checkpoint.LineNumber >= 2)
            files.Add(_files.Summarise(new FinishedFile { CsvFile = _checkpoint.CsvFile, Counts = _checkpoint.Counts }));
        return new BatchSummary(outcome, files) { Message = message };
    }
}
