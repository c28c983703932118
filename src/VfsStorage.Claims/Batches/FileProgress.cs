namespace VfsStorage.Claims.Batches;

/// <summary>How far one CSV file of a run has come; nothing counts until it is saved.</summary>
internal sealed class FileProgress(BatchContext context, Checkpoint start)
{
    /// <summary>What was saved last, once a row is done.</summary>
    public Checkpoint Checkpoint { get; private set; } = start;

    /// <summary>Saves a state, as long as this process is the one to do so.</summary>
    public async Task SaveAsync(Checkpoint checkpoint)
    {
        await context.EnsureHeldAsync();
        await context.Checkpoints.SaveAsync(checkpoint);
        Checkpoint = checkpoint;
    }

    /// <summary>Goes on from a state that need not be saved, because after a kill it would be found again.</summary>
    public void Continue(Checkpoint checkpoint) => Checkpoint = checkpoint;

    /// <summary>Ends the file.</summary>
    public Task CompleteAsync(FinishedFile finished)
    {
        // A part that waits for other shards still needs its pages.
        if (!finished.AwaitsOtherShards)
            context.ErrorPages.Delete(Checkpoint);
        return SaveAsync(Checkpoint with
        {
            Completed = true,
            Finishing = null,
            Errors = [],
            ErrorPages = 0,
            Finished = [.. Checkpoint.Finished, finished with { Counts = Checkpoint.Counts }],
        });
    }

    /// <summary>Ends a file that stays in the input area, or is gone.</summary>
    public Task GiveUpAsync(string error)
    {
        Log.CsvFailed(context.Logger, error);
        context.Names.EndFile();
        return CompleteAsync(new FinishedFile { CsvFile = Checkpoint.CsvFile, Error = error });
    }
}
