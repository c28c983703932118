using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>Works through one CSV file: row by row with a checkpoint after each, then rejected rows, then the archive.</summary>
internal sealed class CsvFileRun
{
    private readonly BatchContext _context;
    private readonly FilePosition _position;
    private readonly RowRunner _rows;
    private readonly string _path;
    private readonly CsvFileState _file;
    private long? _rowCount;

    /// <summary>Takes the file up where <paramref name="start"/> says.</summary>
    public CsvFileRun(BatchContext context, Checkpoint start, FilePosition position)
    {
        _context = context;
        _position = position;
        _rows = new RowRunner(context);
        _path = context.InputPath(start.CsvFile);
        _file = new CsvFileState(context.FileSystem, _path);
        Checkpoint = start;
    }

    /// <summary>How far the file has come; what was saved last, once a row is done.</summary>
    public Checkpoint Checkpoint { get; private set; }

    /// <summary>Does what is left to do. Cancelling stops before or within a row; finishing is not interrupted.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isFinishing = Checkpoint.Finishing is not null;
        try
        {
            if (isFinishing && await _file.IsReplacedAsync(Checkpoint, cancellationToken))
            {
                await LeaveReplacedAsync();
                return;
            }

            if (!isFinishing)
            {
                await ReadToEndAsync(cancellationToken);
                if (_context.Shards is { } board)
                {
                    await PublishAsync(board);
                    return;
                }

                await PlanAsync();
            }

            await ArchiveAsync(isFinishing);
        }
        catch (CsvFileException exception)
        {
            Log.CsvFailed(_context.Logger, exception.Message);
            _context.Names.EndFile();
            if (_context.Shards is { } board)
                await board.MarkUnreadableAsync(Checkpoint.CsvFile);
            await CompleteAsync(new FinishedFile { CsvFile = Checkpoint.CsvFile, Error = exception.Message });
        }
    }

    /// <summary>Archives a file whose rows the shards have done together; <see langword="false"/> if it is not that file any more.</summary>
    public async Task<bool> TryArchiveAsync(CancellationToken cancellationToken)
    {
        if (!await _file.IsWholeAsync(Checkpoint, cancellationToken))
            return false;
        await PlanAsync();
        await ArchiveAsync(isResumed: false);
        return true;
    }

    private async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        _rowCount = _context.Options.CountRows ? await _file.CountRowsAsync(cancellationToken) : null;
        long read;
        do
        {
            if (!await _file.IsUnchangedAsync(Checkpoint, cancellationToken))
            {
                Log.CsvChanged(_context.Logger, Checkpoint.CsvFile);
                _context.ErrorPages.Delete(Checkpoint);
                Checkpoint = new Checkpoint { CsvFile = Checkpoint.CsvFile, Finished = Checkpoint.Finished };
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
            Checkpoint = Checkpoint with { LineNumber = lineNumber, RowsDigest = digest.Current };
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
        await SaveAsync(await WithErrorsAsync(errors) with { LineNumber = last.Row.LineNumber, RowsDigest = last.Digest, Counts = counts });
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
        await CompleteAsync(new FinishedFile { CsvFile = Checkpoint.CsvFile, AwaitsOtherShards = true });
    }

    private Task PlanAsync()
    {
        var archive = _context.Archive;
        var folder = archive.FolderOfToday;
        archive.CreateFolder(folder);
        return SaveAsync(Checkpoint with
        {
            Finishing = new Finishing(
                folder,
                archive.FreeName(folder, Checkpoint.CsvFile),
                Checkpoint.Counts.Skipped > 0 ? _context.Rejected.LengthOf(folder, RejectedRows.SkippedName) : 0,
                Checkpoint.Counts.Failed > 0 ? _context.Rejected.LengthOf(folder, RejectedRows.ErrorsName) : 0),
        });
    }

    private async Task ArchiveAsync(bool isResumed)
    {
        await _context.EnsureHeldAsync();
        await _context.Rejected.AppendAsync(_path, Checkpoint, await _context.ErrorPages.ReadAllAsync(Checkpoint), CancellationToken.None);
        var plan = Checkpoint.Finishing!;
        while (!await TryMoveAsync(plan, isResumed))
        {
            plan = plan with { ArchiveName = _context.Archive.FreeName(plan.Folder, Checkpoint.CsvFile) };
            await SaveAsync(Checkpoint with { Finishing = plan });
        }

        await CompleteArchivedAsync(plan);
    }

    private async Task<bool> TryMoveAsync(Finishing plan, bool isResumed)
    {
        if (_context.Shards is { } board)
            await board.AnnounceAsync(ArchivedAs(plan));
        return await _context.Archive.TryMoveAsync(_path, _context.Archive.PathOf(plan.Folder, plan.ArchiveName), isResumed);
    }

    private FinishedFile ArchivedAs(Finishing plan) => new()
    {
        CsvFile = Checkpoint.CsvFile,
        RowsDigest = Checkpoint.RowsDigest,
        Folder = plan.Folder,
        ArchiveName = plan.ArchiveName,
        Counts = Checkpoint.Counts,
    };

    private async Task CompleteArchivedAsync(Finishing plan)
    {
        _context.Shards?.ForgetParts(Checkpoint.CsvFile, Checkpoint.RowsDigest!);
        await CompleteAsync(ArchivedAs(plan));
        var counts = Checkpoint.Finished[^1].Counts;
        Log.CsvDone(_context.Logger, Checkpoint.CsvFile, counts.Processed, counts.Skipped, counts.Failed);
    }

    /// <summary>Leaves the file that took the name of the one that is done to the next look at the input area.</summary>
    private async Task LeaveReplacedAsync()
    {
        Log.CsvChanged(_context.Logger, Checkpoint.CsvFile);
        var plan = Checkpoint.Finishing!;
        if (_context.FileSystem.File.Exists(_context.Archive.PathOf(plan.Folder, plan.ArchiveName)))
        {
            await CompleteArchivedAsync(plan);
            return;
        }

        _context.Shards?.Retract(Checkpoint.CsvFile);
        _context.ErrorPages.Delete(Checkpoint);
        Checkpoint = Checkpoint with { Completed = true, Finishing = null, Errors = [], ErrorPages = 0 };
    }

    private Task CompleteAsync(FinishedFile finished)
    {
        // A part that waits for other shards still needs its pages.
        if (!finished.AwaitsOtherShards)
            _context.ErrorPages.Delete(Checkpoint);
        return SaveAsync(Checkpoint with
        {
            Completed = true,
            Finishing = null,
            Errors = [],
            ErrorPages = 0,
            Finished = [.. Checkpoint.Finished, finished with { Counts = Checkpoint.Counts }],
        });
    }

    private async Task SaveAsync(Checkpoint checkpoint)
    {
        await _context.EnsureHeldAsync();
        await _context.Checkpoints.SaveAsync(checkpoint);
        Checkpoint = checkpoint;
    }
}
