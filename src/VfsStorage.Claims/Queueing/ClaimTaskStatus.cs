namespace VfsStorage.Claims.Queueing;

/// <summary>The states of a <see cref="ClaimTask"/>.</summary>
public static class ClaimTaskStatus
{
    /// <summary>Accepted, not begun.</summary>
    public const string Queued = "QUEUED";

    /// <summary>Under way.</summary>
    public const string Processing = "PROCESSING";

    /// <summary>Done; there is a report.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>Given up.</summary>
    public const string Failed = "FAILED";

    /// <summary>Failed, and waiting for another try.</summary>
    public const string Retrying = "RETRYING";
}
