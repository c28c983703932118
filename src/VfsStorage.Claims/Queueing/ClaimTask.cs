using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Queueing;

/// <summary>One claim that was accepted to be processed later, and what became of it.</summary>
/// <param name="TaskId">From <see cref="ClaimTasks.NewId"/>.</param>
/// <param name="ReferenceId">The claim's reference id.</param>
public sealed record ClaimTask(string TaskId, string ReferenceId)
{
    /// <summary>How much is reviewed.</summary>
    public required ProcessingMode Mode { get; init; }

    /// <summary>The claim by canonical column; sensitive values are masked before it is kept.</summary>
    public required IReadOnlyDictionary<string, string> Claim { get; init; }

    /// <summary>Who is told the result.</summary>
    public required string WebhookUrl { get; init; }

    /// <summary>What the caller recognises its request by.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>One of <see cref="ClaimTaskStatus"/>.</summary>
    public string Status { get; init; } = ClaimTaskStatus.Queued;

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The report; <see langword="null"/> before the claim was checked, and if it failed.</summary>
    public JsonNode? Result { get; init; }

    /// <summary>The version that <see cref="Result"/> is kept as; fixed, like the result, before the version is written.</summary>
    public PlannedVersion? Version { get; init; }

    /// <summary>Why it failed, or failed last.</summary>
    public string? Error { get; init; }
}
