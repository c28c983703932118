namespace VfsStorage.App.Serving.Webhooks;

/// <summary>What became of one attempt to send.</summary>
/// <param name="StatusCode">The receiver's HTTP status; <see langword="null"/> if there was no answer.</param>
/// <param name="Error">What went wrong; <see langword="null"/> if the receiver took it.</param>
/// <param name="IsFinal">Whether another attempt cannot help.</param>
internal sealed record WebhookAnswer(int? StatusCode, string? Error, bool IsFinal = false)
{
    /// <summary>Whether the receiver refused what was sent, rather than being in trouble itself.</summary>
    public bool IsRefusal => StatusCode is >= 400 and < 500;
}
