namespace VfsStorage.Claims.Queueing;

/// <summary>The states of a <see cref="WebhookDelivery"/>.</summary>
public static class WebhookStatus
{
    /// <summary>Not sent yet.</summary>
    public const string Pending = "pending";

    /// <summary>Being sent.</summary>
    public const string InProgress = "in_progress";

    /// <summary>Failed, and waiting for another try.</summary>
    public const string Retrying = "retrying";

    /// <summary>Taken by its receiver.</summary>
    public const string Delivered = "delivered";

    /// <summary>Given up; it is among the dead letters.</summary>
    public const string Failed = "failed";

    /// <summary>Every state.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, InProgress, Retrying, Delivered, Failed];
}
