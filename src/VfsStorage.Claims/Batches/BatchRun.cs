using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>One run over all files, from the saved checkpoint to the summary.</summary>
internal sealed class BatchRun(BatchContext context)
{
    private const string CsvSuffix = ".csv";

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

        context.Checkpoints.Delete();
        var left = _checkpoint.Finished.Count(file => file.Error is not null);
        return left == 0
            ? Summarise(BatchOutcome.Completed, null)
            : Summarise(BatchOutcome.FilesLeft, $"{left} file(s) could not be read to the end: correct them and run again.");
    }

    private async Task RunFilesAsync(CancellationToken cancellationToken)
    {
        var files = ListFiles();
        if (await context.Checkpoints.LoadAsync(cancellationToken) is { } saved)
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
            await RunFileAsync(start, new FilePosition(index + 1, files.Count), cancellationToken);
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

    /// <summary>Brings an earlier run to a point from which whole files can be processed.</summary>
    private async Task TakeUpAsync(Checkpoint saved, List<string> files, CancellationToken cancellationToken)
    {
        _checkpoint = saved;
        if (saved.Finishing is not null)
        {
            await RunFileAsync(saved, new FilePosition(1, files.Count), cancellationToken);
        }
        else if (!saved.Completed && !files.Contains(saved.CsvFile, StringComparer.Ordinal))
        {
            var gone = new FinishedFile
            {
                CsvFile = saved.CsvFile,
                Counts = saved.Counts,
                Error = $"{saved.CsvFile} disappeared from the input area after line {saved.LineNumber}: drop it again.",
            };
            _checkpoint = saved with { Completed = true, Errors = [], Finished = [.. saved.Finished, gone] };
        }
        else if (saved.Completed && saved.Finished is [.., { Error: not null } last] && last.CsvFile == saved.CsvFile)
        {
            // It may have been corrected since: it is read again from its first row.
            _checkpoint = saved with { Finished = [.. saved.Finished.SkipLast(1)] };
        }

        foreach (var file in _checkpoint.Finished)
            await RememberNamesAsync(file, cancellationToken);
    }

    /// <summary>Gives the names to the rows of a finished file again, so that later rows get the same names as without a stop.</summary>
    private async Task RememberNamesAsync(FinishedFile file, CancellationToken cancellationToken)
    {
        var path = file.ArchiveName is null
            ? context.InputPath(file.CsvFile)
            : context.Archive.PathOf(file.Folder!, file.ArchiveName);
        var missing = file.Counts.Processed + file.Counts.Skipped + file.Counts.Failed;
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(context.FileSystem, path, file.CsvFile, cancellationToken);
            while (missing > 0 && await reader.ReadAsync(cancellationToken) is { } row)
            {
                context.Names.Next(row.Claim.ReferenceId);
                missing--;
            }
        }
        catch (CsvFileException exception)
        {
            Log.ArchivedCsvGone(context.Logger, exception.Message);
        }

        context.Names.IsIncomplete |= missing > 0;
        context.Names.EndFile();
    }

    private List<string> ListFiles()
    {
        var input = context.Workspace.Areas.Input;
        try
        {
            return [.. context.FileSystem.Directory.EnumerateFiles(input)
                .Select(path => context.FileSystem.Path.GetFileName(path))
                .Where(name => name.EndsWith(CsvSuffix, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ClaimsException(
                $"The input area '{input}' does not exist: create it, or name another folder in config.json (storage).", exception);
        }
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
        var files = _checkpoint.Finished.Select(Summarise).ToList();
        if (!_checkpoint.Completed && _checkpoint.LineNumber >= 2)
            files.Add(Summarise(new FinishedFile { CsvFile = _checkpoint.CsvFile, Counts = _checkpoint.Counts }));
        return new BatchSummary(outcome, files) { Message = message };
    }

    private FileSummary Summarise(FinishedFile file) => new(file.CsvFile)
    {
        Processed = file.Counts.Processed,
        Skipped = file.Counts.Skipped,
        Failed = file.Counts.Failed,
        Compliant = file.Counts.Compliant,
        Duration = TimeSpan.FromSeconds(file.Counts.Seconds),
        ArchivedAs = file.ArchiveName is null ? null : context.Archive.PathOf(file.Folder!, file.ArchiveName),
        Error = file.Error,
    };
}
