namespace VfsStorage.Claims.Batches;

/// <summary>The last steps of a CSV file whose rows are done: the plan, rejected rows, the archive. Each can be repeated after a kill.</summary>
internal sealed class FileFinish(BatchContext context, FileProgress progress, CsvFileState file)
{
    /// <summary>Whether the file was left because another one has taken its name, which nobody has read yet.</summary>
    public bool IsReplaced { get; private set; }

    private Checkpoint Checkpoint => progress.Checkpoint;

    private string CsvFile => progress.Checkpoint.CsvFile;

    /// <summary>Does all of them.</summary>
    public async Task RunAsync()
    {
        await PlanAsync();
        await ArchiveAsync(isResumed: false);
    }

    /// <summary>Does what is left of a plan of an earlier run.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (await file.IsReplacedAsync(Checkpoint, cancellationToken))
            await LeaveReplacedAsync(areListed: context.Rejected.AreWritten(Checkpoint));
        else
            await ArchiveAsync(isResumed: true);
        if (IsReplaced)
            context.Shards?.Retract(CsvFile);
    }

    private Task PlanAsync()
    {
        var archive = context.Archive;
        var folder = archive.FolderOfToday;
        archive.CreateFolder(folder);
        return progress.SaveAsync(Checkpoint with
        {
            Finishing = new Finishing(
                folder,
                archive.FreeName(folder, CsvFile),
                Checkpoint.Counts.Skipped > 0 ? context.Rejected.LengthOf(folder, RejectedRows.SkippedName) : 0,
                Checkpoint.Counts.Failed > 0 ? context.Rejected.LengthOf(folder, RejectedRows.ErrorsName) : 0),
        });
    }

    private async Task ArchiveAsync(bool isResumed)
    {
        await context.EnsureHeldAsync();
        if (Checkpoint.Counts.HasRejected)
        {
            if (!isResumed && await IsLeftAsync(areListed: false))
                return;
            await context.Rejected.AppendAsync(file.Path, Checkpoint, await context.ErrorPages.ReadAllAsync(Checkpoint), CancellationToken.None);
        }

        if (!isResumed && await IsLeftAsync(areListed: true))
            return;
        var plan = Checkpoint.Finishing!;
        ArchiveMove move;
        while ((move = await TryMoveAsync(plan, isResumed)) == ArchiveMove.NameTaken)
        {
            plan = plan with { ArchiveName = context.Archive.FreeName(plan.Folder, CsvFile) };
            await progress.SaveAsync(Checkpoint with { Finishing = plan });
        }

        await (move == ArchiveMove.Gone ? CompleteGoneAsync(areListed: true) : CompleteArchivedAsync(plan));
    }

    private async Task<ArchiveMove> TryMoveAsync(Finishing plan, bool isResumed)
    {
        if (context.Shards is { } board)
            await board.AnnounceAsync(ArchivedAs(plan));
        return await context.Archive.TryMoveAsync(file.Path, context.Archive.PathOf(plan.Folder, plan.ArchiveName), isResumed);
    }

    private FinishedFile ArchivedAs(Finishing plan) => new()
    {
        CsvFile = CsvFile,
        RowsDigest = Checkpoint.RowsDigest,
        Folder = plan.Folder,
        ArchiveName = plan.ArchiveName,
        Counts = Checkpoint.Counts,
    };

    /// <summary>Whether somebody has deleted or replaced the file since its rows were read: then there is nothing to archive.</summary>
    private async Task<bool> IsLeftAsync(bool areListed)
    {
        switch (file.LookAgain())
        {
            case FileChange.Gone:
                await CompleteGoneAsync(areListed);
                return true;
            case FileChange.Replaced:
                await LeaveReplacedAsync(areListed);
                return true;
            default:
                return false;
        }
    }

    private async Task CompleteArchivedAsync(Finishing plan)
    {
        await CompleteAsync(ArchivedAs(plan));
        var counts = Checkpoint.Finished[^1].Counts;
        Log.CsvDone(context.Logger, CsvFile, counts.Processed, counts.Skipped, counts.Failed);
    }

    private async Task CompleteGoneAsync(bool areListed)
    {
        var error = $"{CsvFile} disappeared from the input area before it was archived. Its rows are done{Unlisted(areListed)}.";
        Log.CsvFailed(context.Logger, error);
        // Other shards find nothing there, and are careful with report names.
        if (context.Shards is { } board)
            await board.AnnounceAsync(ArchivedAs(Checkpoint.Finishing!));
        await CompleteAsync(new FinishedFile { CsvFile = CsvFile, Error = error });
    }

    private Task CompleteAsync(FinishedFile finished)
    {
        context.Shards?.ForgetParts(CsvFile, Checkpoint.RowsDigest!);
        return progress.CompleteAsync(finished);
    }

    /// <summary>Leaves the file that took the name of the one that is done to the next look at the input area.</summary>
    private async Task LeaveReplacedAsync(bool areListed)
    {
        Log.CsvChanged(context.Logger, CsvFile);
        var plan = Checkpoint.Finishing!;
        if (context.FileSystem.File.Exists(context.Archive.PathOf(plan.Folder, plan.ArchiveName)))
        {
            await CompleteArchivedAsync(plan);
            return;
        }

        IsReplaced = true;
        context.ErrorPages.Delete(Checkpoint);
        var finished = Checkpoint.Finished;
        if (Unlisted(areListed) is { Length: > 0 } unlisted)
        {
            var error = $"{CsvFile} was replaced before it was archived. The rows of the earlier file are done{unlisted}.";
            Log.CsvFailed(context.Logger, error);
            // Without its counts: what is there now is not what they count.
            finished = [.. finished, new FinishedFile { CsvFile = CsvFile, Error = error }];
        }

        progress.Continue(Checkpoint with { Completed = true, Finishing = null, Errors = [], ErrorPages = 0, Finished = finished });
    }

    private string Unlisted(bool areListed) => areListed || !Checkpoint.Counts.HasRejected
        ? ""
        : $", but {Checkpoint.Counts.Skipped} skipped and {Checkpoint.Counts.Failed} failed one(s) could not be listed: see the log";
}
