using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>Works through one CSV file: row by row with a checkpoint after each, then to its end by <see cref="FileFinish"/>.</summary>
internal sealed class CsvFileRun
{
    private readonly BatchContext _context;
    private readonly FilePosition _position;
    private readonly RowRunner _rows;
    private readonly string _path;
    private readonly CsvFileState _file;
    private readonly FileProgress _progress;
    private readonly FileFinish _finish;
    private long? _rowCount;

    /// <summary>Takes the file up where <paramref name="start"/> says.</summary>
    public CsvFileRun(BatchContext context, Checkpoint start, FilePosition position)
    {
        _context = context;
        _position = position;
        _rows = new RowRunner(context);
        _path = context.InputPath(start.CsvFile);
        _file = new CsvFileState(context.FileSystem, _path);
        _progress = new FileProgress(context, start);
        _finish = new FileFinish(context, _progress, _file);
    }

    /// <summary>How far the file has come; what was saved last, once a row is done.</summary>
    public Checkpoint Checkpoint => _progress.Checkpoint;

    /// <summary>Whether another file has the name now of the one that is done, and has not been read.</summary>
    public bool IsReplaced => _finish.IsReplaced;

    /// <summary>Does what is left to do. Cancelling stops before or within a row; finishing is not interrupted.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isFinishing = Checkpoint.Finishing is not null;
        try
        {
            if (isFinishing)
            {
                await _finish.ResumeAsync(cancellationToken);
                return;
            }

            await ReadToEndAsync(cancellationToken);
            await (_context.Shards is { } board ? PublishAsync(board) : _finish.RunAsync());
        }
        catch (CsvFileException exception)
        {
            if (_context.Shards is { } board)
                await MarkUnreadableAsync(board, exception);
            await _progress.GiveUpAsync(exception.Message);
        }
    }

    /// <summary>Archives a file whose rows the shards have done together; <see langword="false"/> if it is not that file any more.</summary>
    public async Task<bool> TryArchiveAsync(CancellationToken cancellationToken)
    {
        if (!await _file.IsWholeAsync(Checkpoint, cancellationToken))
            return false;
        await _finish.RunAsync();
        return !IsReplaced;
    }

    private async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        if (_context.Workspace.Writes == WriteStrategy.TemporaryThenMove)
            _file.RequireContent(); // Only a disk has pipes.
        _rowCount = _context.Options.CountRows ? await _file.CountRowsAsync(cancellationToken) : null;
        long read;
        do
        {
            if (!await _file.IsUnchangedAsync(Checkpoint, cancellationToken))
            {
                Log.CsvChanged(_context.Logger, Checkpoint.CsvFile);
                _context.ErrorPages.Delete(Checkpoint);
                _progress.Continue(new Checkpoint { CsvFile = Checkpoint.CsvFile, Finished = Checkpoint.Finished });
            }

            _context.Names.RestartFile();
            read = await ReadRowsAsync(cancellationToken);
        }
        while (_file.HasOtherLength(read)); // Still being written when its end was reached: read on.

        _context.Names.EndFile();
    }

    private async Task<long> ReadRowsAsync(CancellationToken cancellationToken)
    {
        await using var reader = await CsvClaimReader.OpenAsync(_context.FileSystem, _path, cancellationToken);
        await using var window = new RowWindow(_context, _rows, cancellationToken);
        using var digest = new RowDigest();
        var lineNumber = 0L;
        try
        {
            while (await reader.ReadAsync(cancellationToken) is { } row)
            {
                lineNumber = row.LineNumber;
                digest.Add(lineNumber, row.Claim);
                var reportName = _context.Names.Next(row.Claim.ReferenceId);
                if (lineNumber <= Checkpoint.LineNumber || _context.Options.Shard?.Owns(row.Claim.EmployeeNumber) == false)
                    continue;
                window.Start(row, reportName, digest.Current);
                while (window.HasResults)
                    await SaveRowsAsync(await window.TakeAsync());
            }
        }
        catch (CsvFileException)
        {
            // The rows before the defect count.
            await DrainAsync(window);
            throw;
        }

        await DrainAsync(window);
        if (_context.Shards is not null)
            _progress.Continue(Checkpoint with { LineNumber = lineNumber, RowsDigest = digest.Current });
        return reader.BytesRead;
    }

    private async Task DrainAsync(RowWindow window)
    {
        while (!window.IsEmpty)
            await SaveRowsAsync(await window.TakeAsync());
    }

    private async Task SaveRowsAsync(IReadOnlyList<DoneRow> rows)
    {
        var counts = Checkpoint.Counts;
        var errors = new List<RowError>();
        foreach (var (row, _, result, duration) in rows)
        {
            counts = counts.Plus(result.Outcome, result.Compliant, duration);
            if (result.Error is null)
                continue;
            Log.RowFailed(_context.Logger, Checkpoint.CsvFile, row.LineNumber, result.Error);
            errors.Add(new RowError(row.LineNumber, result.Error));
        }

        var last = rows[^1];
        await _progress.SaveAsync(await WithErrorsAsync(errors) with { LineNumber = last.Row.LineNumber, RowsDigest = last.Digest, Counts = counts });
        foreach (var (row, _, result, _) in rows)
        {
            _context.Progress?.Report(new BatchProgress(Checkpoint.CsvFile, row.LineNumber, result.Outcome)
            {
                FileNumber = _position.Number,
                FileCount = _position.Count,
                RowCount = _rowCount,
                ReferenceId = row.Claim.ReferenceId,
                Compliant = result.Compliant,
            });
        }
    }

    private async Task<Checkpoint> WithErrorsAsync(List<RowError> errors)
    {
        if (errors.Count == 0)
            return Checkpoint;
        errors.InsertRange(0, Checkpoint.Errors);
        if (errors.Count < ErrorPages.Size)
            return Checkpoint with { Errors = errors };
        await _context.ErrorPages.WriteNextAsync(Checkpoint, errors);
        return Checkpoint with { Errors = [], ErrorPages = Checkpoint.ErrorPages + 1 };
    }

    private async Task PublishAsync(ShardBoard board)
    {
        board.MarkReadable(Checkpoint.CsvFile);
        await board.PublishAsync(Checkpoint);
        await _progress.CompleteAsync(new FinishedFile { CsvFile = Checkpoint.CsvFile, AwaitsOtherShards = true });
    }

    /// <summary>
    /// Tells the others that nobody can read the file, unless it was read to its end before and the storage just does not answer: another
    /// shard may be archiving it.
    /// </summary>
    private async Task MarkUnreadableAsync(ShardBoard board, CsvFileException exception)
    {
        if (exception.InnerException is not (IOException or UnauthorizedAccessException) || await board.OwnPartAsync(Checkpoint.CsvFile) is null)
            await board.MarkUnreadableAsync(Checkpoint.CsvFile);
    }
}
