namespace VfsStorage.Claims.Holds;

/// <summary>The content of a hold's file: who works on the areas, and since when.</summary>
internal sealed record HoldRecord
{
    public required string Machine { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>When the process was started.</summary>
    public DateTimeOffset ProcessStarted { get; init; }

    /// <summary>Where the process id means something; <see langword="null"/> if that is not known.</summary>
    public string? ProcessSpace { get; init; }

    /// <summary>Different for each process.</summary>
    public string ProcessToken { get; init; } = "";

    /// <summary>Different for each hold.</summary>
    public string Token { get; init; } = Guid.NewGuid().ToString("N");

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last renewed, by its own clock; for people.</summary>
    public required DateTimeOffset RenewedAt { get; init; }

    public static HoldRecord Of(ClaimsWorkspace workspace)
    {
        var now = workspace.Time.GetUtcNow();
        return new HoldRecord
        {
            Machine = workspace.Process.Machine,
            ProcessId = workspace.Process.Id,
            ProcessStarted = workspace.Process.Started,
            ProcessSpace = workspace.ProcessSpace,
            ProcessToken = workspace.Process.Token,
            StartedAt = now,
            RenewedAt = now,
        };
    }
}
