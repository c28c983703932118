using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>Works through one CSV file: row by row with a checkpoint after each, then rejected rows, then the archive.</summary>
internal sealed class CsvFileRun
{
    private readonly BatchContext _context;
    private readonly FilePosition _position;
    private readonly RowRunner _rows;
    private readonly string _path;
    private long? _rowCount;

    /// <summary>Takes the file up where <paramref name="start"/> says.</summary>
    public CsvFileRun(BatchContext context, Checkpoint start, FilePosition position)
    {
        _context = context;
        _position = position;
        _rows = new RowRunner(context);
        _path = context.InputPath(start.CsvFile);
        Checkpoint = start;
    }

    /// <summary>How far the file has come; what was saved last, once a row is done.</summary>
    public Checkpoint Checkpoint { get; private set; }

    /// <summary>Does what is left to do. Cancelling stops before or within a row; finishing is not interrupted.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Checkpoint.Finishing is null)
            {
                await ReadToEndAsync(cancellationToken);
                await PlanAsync();
            }

            await _context.Rejected.AppendAsync(_path, Checkpoint, CancellationToken.None);
            await ArchiveAsync();
        }
        catch (CsvFileException exception)
        {
            Log.CsvFailed(_context.Logger, exception.Message);
            _context.Names.EndFile();
            await CompleteAsync(new FinishedFile { CsvFile = Checkpoint.CsvFile, Error = exception.Message });
        }
    }

    private async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        _rowCount = _context.Options.CountRows ? await CountRowsAsync(cancellationToken) : null;
        long read;
        do
        {
            if (!await IsUnchangedAsync(cancellationToken))
            {
                Log.CsvChanged(_context.Logger, Checkpoint.CsvFile);
                Checkpoint = new Checkpoint { CsvFile = Checkpoint.CsvFile, Finished = Checkpoint.Finished };
            }

            _context.Names.RestartFile();
            read = await ReadRowsAsync(cancellationToken);
        }
        while (HasOtherLength(read)); // Still being written when its end was reached: read on.

        _context.Names.EndFile();
    }

    private async Task<long> ReadRowsAsync(CancellationToken cancellationToken)
    {
        await using var reader = await CsvClaimReader.OpenAsync(_context.FileSystem, _path, cancellationToken);
        using var digest = new RowDigest();
        while (await reader.ReadAsync(cancellationToken) is { } row)
        {
            digest.Add(row.LineNumber, row.Claim);
            var reportName = _context.Names.Next(row.Claim.ReferenceId);
            if (row.LineNumber > Checkpoint.LineNumber)
                await RunRowAsync(row, reportName, digest, cancellationToken);
        }

        return reader.BytesRead;
    }

    private async Task RunRowAsync(ClaimRow row, string reportName, RowDigest digest, CancellationToken cancellationToken)
    {
        await _context.Pace.NextAsync(cancellationToken);
        var started = _context.Time.GetTimestamp();
        var result = await _rows.RunAsync(row, reportName, cancellationToken);
        if (result.Error is not null)
            Log.RowFailed(_context.Logger, Checkpoint.CsvFile, row.LineNumber, result.Error);

        await SaveAsync(Checkpoint with
        {
            LineNumber = row.LineNumber,
            RowsDigest = digest.Current,
            Counts = Checkpoint.Counts.Plus(result.Outcome, result.Compliant, _context.Time.GetElapsedTime(started)),
            Errors = result.Error is null ? Checkpoint.Errors : [.. Checkpoint.Errors, new RowError(row.LineNumber, result.Error)],
        });
        _context.Progress?.Report(new BatchProgress(Checkpoint.CsvFile, row.LineNumber, result.Outcome)
        {
            FileNumber = _position.Number,
            FileCount = _position.Count,
            RowCount = _rowCount,
            ReferenceId = row.Claim.ReferenceId,
            Compliant = result.Compliant,
        });
    }

    /// <summary>Whether the rows up to the checkpoint are still those that were processed.</summary>
    private async Task<bool> IsUnchangedAsync(CancellationToken cancellationToken)
    {
        if (Checkpoint.LineNumber < 2 || Checkpoint.RowsDigest is null)
            return true;
        await using var reader = await CsvClaimReader.OpenAsync(_context.FileSystem, _path, cancellationToken);
        using var digest = new RowDigest();
        while (await reader.ReadAsync(cancellationToken) is { } row)
        {
            digest.Add(row.LineNumber, row.Claim);
            if (row.LineNumber == Checkpoint.LineNumber)
                return digest.Current == Checkpoint.RowsDigest;
        }

        return false;
    }

    private async Task<long?> CountRowsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(_context.FileSystem, _path, cancellationToken);
            long count = 0;
            while (await reader.ReadAsync(cancellationToken) is not null)
                count++;
            return count;
        }
        catch (CsvFileException)
        {
            // Not lost: reading the rows meets it again, after those before it are done.
            return null;
        }
    }

    private bool HasOtherLength(long read)
    {
        try
        {
            return _context.FileSystem.FileInfo.New(_path).Length != read;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
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

    private async Task ArchiveAsync()
    {
        var archive = _context.Archive;
        var plan = Checkpoint.Finishing!;
        while (!await archive.TryMoveAsync(_path, archive.PathOf(plan.Folder, plan.ArchiveName)))
        {
            plan = plan with { ArchiveName = archive.FreeName(plan.Folder, Checkpoint.CsvFile) };
            await SaveAsync(Checkpoint with { Finishing = plan });
        }

        await CompleteAsync(new FinishedFile { CsvFile = Checkpoint.CsvFile, Folder = plan.Folder, ArchiveName = plan.ArchiveName });
        var counts = Checkpoint.Finished[^1].Counts;
        Log.CsvDone(_context.Logger, Checkpoint.CsvFile, counts.Processed, counts.Skipped, counts.Failed);
    }

    private Task CompleteAsync(FinishedFile finished) => SaveAsync(Checkpoint with
    {
        Completed = true,
        Finishing = null,
        Errors = [],
        Finished = [.. Checkpoint.Finished, finished with { Counts = Checkpoint.Counts }],
    });

    private async Task SaveAsync(Checkpoint checkpoint)
    {
        await _context.Checkpoints.SaveAsync(checkpoint);
        Checkpoint = checkpoint;
    }
}
