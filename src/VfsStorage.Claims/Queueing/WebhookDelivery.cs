using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Queueing;

/// <summary>The result of one task on its way to who asked for it.</summary>
/// <param name="Id"><c>&lt;reference id&gt;_&lt;task id&gt;</c>; the receiver recognises repetitions by it.</param>
/// <param name="ReferenceId">The claim's reference id.</param>
/// <param name="TaskId">The task whose result is sent.</param>
/// <param name="Url">Where to.</param>
public sealed record WebhookDelivery(string Id, string ReferenceId, string TaskId, string Url)
{
    /// <summary>What the caller recognises its request by.</summary>
    public string CorrelationId { get; init; } = "";

    /// <summary>One of <see cref="WebhookStatus"/>.</summary>
    public string Status { get; init; } = WebhookStatus.Pending;

    /// <summary>Whether it is not sent any more.</summary>
    [JsonIgnore]
    public bool HasEnded => Status is WebhookStatus.Delivered or WebhookStatus.Failed;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was first to be sent.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it is sent again; <see langword="null"/> if it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last answer's HTTP status; <see langword="null"/> if there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? Error { get; init; }

    /// <summary>The delivery of an ended task's result.</summary>
    public static WebhookDelivery Of(ClaimTask task, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new WebhookDelivery($"{task.ReferenceId}_{task.TaskId}", task.ReferenceId, task.TaskId, task.WebhookUrl)
        {
            CorrelationId = task.CorrelationId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
