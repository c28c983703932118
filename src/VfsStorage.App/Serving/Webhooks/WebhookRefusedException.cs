namespace VfsStorage.App.Serving.Webhooks;

/// <summary>A receiver's name that stands for no address the server may connect to.</summary>
internal sealed class WebhookRefusedException(string host)
    : IOException($"'{host}' is no public address: allow it with WEBHOOK_ALLOWLIST.");
