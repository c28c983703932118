using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>A transfer and what became of it, for the JSON report.</summary>
internal sealed record TransferSummary(TransferLeg Leg, TransferJob Job, TransferPlan Plan)
{
    /// <summary>What it did; <see langword="null"/> for a dry run.</summary>
    public TransferReport? Result { get; init; }

    /// <summary>Whether something was not transferred.</summary>
    public bool HasFailed => (Result?.Failed ?? Plan.Issues).Count > 0;

    /// <summary>What the report says of it.</summary>
    public object ToJson() => new
    {
        Title = Leg.Title.Length == 0 ? null : Leg.Title,
        Job.Source,
        Job.Destination,
        Planned = new { Plan.Files, Plan.Bytes, Plan.Links, Plan.Directories, Plan.Equal, Plan.Extra, Plan.Requests },
        Done = Result is null ? null : new
        {
            Result.Copied, Result.CopiedBytes, Result.Equal, Result.Directories, Result.Retired, Result.Deleted, Seconds = Math.Round(Result.Duration.TotalSeconds, 3),
        },
        Failed = Result?.Failed ?? Plan.Issues,
        Leg.Options.ManifestPath,
    };
}
