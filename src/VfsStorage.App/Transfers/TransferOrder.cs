using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>What the command line says about how transfers of a command are made and told.</summary>
internal sealed record TransferOrder
{
    /// <summary>Whether to end after the plan.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether to go on without asking.</summary>
    public bool Yes { get; init; }

    /// <summary>Whether to ask before every transfer, rather than only before deletions.</summary>
    public bool AlwaysAsks { get; init; }

    /// <summary>Whether the report is JSON.</summary>
    public bool Json { get; init; }

    /// <summary>A local file that gets the report as JSON.</summary>
    public string? ReportFile { get; init; }

    /// <summary>Whether an interrupted run may only be gone on with by <c>--resume</c>.</summary>
    public bool MustSayResume { get; init; }

    /// <summary>What to type to go on after an interruption.</summary>
    public required string ResumeCommand { get; init; }

    /// <summary>What estimates are made of.</summary>
    public required TransferSettings Settings { get; init; }

    /// <summary>Whether a transfer deletes something.</summary>
    public static bool Deletes(TransferPlan plan, TransferOptions options) => plan.Extra > 0 || options.DeleteSource;
}
