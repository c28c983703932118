namespace VfsStorage.Claims.Batches;

/// <summary>How a run of the batch ended.</summary>
public enum BatchOutcome
{
    /// <summary>Every file was processed and archived.</summary>
    Completed,

    /// <summary>Every readable file was processed; at least one file could not be read and stays in the input area.</summary>
    FilesLeft,

    /// <summary>Cancelled; the checkpoint says where the next run goes on.</summary>
    Cancelled,
}
