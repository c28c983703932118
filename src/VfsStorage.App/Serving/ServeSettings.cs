using VfsStorage.App.Configuration;
using VfsStorage.App.Serving.Webhooks;

namespace VfsStorage.App.Serving;

/// <summary>The <c>serve</c> section of <c>config.json</c>, and what the server takes from the environment.</summary>
internal sealed record ServeSettings
{
    private const string Section = "serve";
    private const string MaxRequestKey = "max_request_kb";
    private const string WorkersKey = "workers";
    private const string MaxQueuedKey = "max_queued";
    private const string TaskRetryKey = "task_retry_seconds";
    private const string WebhookRetryKey = "webhook_retry_seconds";
    private const string WebhookTimeoutKey = "webhook_timeout_seconds";

    /// <summary>The keys of the section.</summary>
    public static IReadOnlyCollection<string> Keys { get; } = [MaxRequestKey, WorkersKey, MaxQueuedKey, TaskRetryKey, WebhookRetryKey, WebhookTimeoutKey];

    /// <summary>How large a request may be (<c>max_request_kb</c>). Default: 256 KiB.</summary>
    public int MaxRequestKilobytes { get; init; } = 256;

    /// <summary>How many accepted claims are processed at once (<c>workers</c>). Default: 4.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>How many claims may wait before no more are accepted (<c>max_queued</c>). Default: 10,000.</summary>
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>How long a failed claim waits before it is tried again (<c>task_retry_seconds</c>). Default: 60 s.</summary>
    public TimeSpan TaskRetry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a webhook waits before its first repetition, which doubles (<c>webhook_retry_seconds</c>). Default: 30 s.</summary>
    public TimeSpan WebhookRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a webhook's receiver may take (<c>webhook_timeout_seconds</c>). Default: 30 s.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The addresses that webhooks may go to, as a regular expression for the whole URL (<c>WEBHOOK_ALLOWLIST</c>); empty for any public one.</summary>
    public string WebhookAllowList { get; init; } = "";

    /// <summary>What webhooks are signed with (<c>WEBHOOK_HMAC_SECRET</c>); empty for no signature.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>The SHA-256 hashes of the API keys (<c>VFS_API_KEY_HASHES</c>), separated by commas; empty for none.</summary>
    public string ApiKeyHashes { get; init; } = "";

    /// <summary>Reads the section and notes its mistakes.</summary>
    public static ServeSettings Read(SettingsReader reader)
    {
        var defaults = new ServeSettings();
        reader.RequireKnown(Section, Keys);
        var secret = reader.Text("WEBHOOK_HMAC_SECRET", "");
        if (!WebhookSignature.IsSecret(secret))
            reader.Add("WEBHOOK_HMAC_SECRET: what follows whsec_ must be base64.");
        return new ServeSettings
        {
            MaxRequestKilobytes = reader.Number($"{Section}:{MaxRequestKey}", defaults.MaxRequestKilobytes, 1, 100_000),
            Workers = reader.Number($"{Section}:{WorkersKey}", defaults.Workers, 1, 256),
            MaxQueued = reader.Number($"{Section}:{MaxQueuedKey}", defaults.MaxQueued, 1, 1_000_000),
            TaskRetry = reader.Seconds($"{Section}:{TaskRetryKey}", defaults.TaskRetry),
            WebhookRetry = reader.Seconds($"{Section}:{WebhookRetryKey}", defaults.WebhookRetry),
            WebhookTimeout = reader.Seconds($"{Section}:{WebhookTimeoutKey}", defaults.WebhookTimeout, least: 0.1),
            WebhookAllowList = reader.Text("WEBHOOK_ALLOWLIST", ""),
            WebhookSecret = secret,
            ApiKeyHashes = reader.Text("VFS_API_KEY_HASHES", ""),
        };
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(ServeSettings)} {{ Workers = {Workers}, MaxQueued = {MaxQueued} }}";
}
