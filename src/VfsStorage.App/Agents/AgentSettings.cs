using VfsStorage.App.Configuration;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Agents;

/// <summary>The <c>agents</c> section of <c>config.json</c>: who answers, and how carefully the public services are asked.</summary>
internal sealed record AgentSettings
{
    private const string Section = "agents";
    private const string SourceKey = "source";
    private const string UrlKey = "base_url";

    private static readonly Dictionary<string, string> _knownUrls = new(StringComparer.Ordinal)
    {
        [AgentCatalog.SecIapd] = "https://api.adviserinfo.sec.gov/search/individual",
        [AgentCatalog.FinraBrokerCheck] = "https://api.brokercheck.finra.org/search/individual",
    };

    private static readonly string[] _keys =
        [SourceKey, "seconds_between_calls", "timeout_seconds", "max_retries", "retry_delay_seconds", "breaker_failures", "breaker_seconds"];

    /// <summary>The keys of the section: those of all agents, and the agents.</summary>
    public static IReadOnlyCollection<string> Keys { get; } = [.. _keys, .. AgentCatalog.Services.Keys];

    /// <summary>Every agent's endpoint.</summary>
    public IReadOnlyDictionary<string, AgentEndpoint> Endpoints { get; init; } =
        AgentCatalog.Services.Keys.ToDictionary(agent => agent, _ => new AgentEndpoint(AgentSource.Recorded, null));

    /// <summary>The least time between two calls to one host (<c>seconds_between_calls</c>). Default: 5 s.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one call may take, its body included (<c>timeout_seconds</c>). Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call that failed in passing is repeated (<c>max_retries</c>). Default: 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The pause before the first repetition, which doubles, with jitter (<c>retry_delay_seconds</c>). Default: 2 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After how many calls within five minutes, most of them failed, an agent is left alone (<c>breaker_failures</c>). Default: 10.</summary>
    public int BreakerFailures { get; init; } = 10;

    /// <summary>How long it is left alone then (<c>breaker_seconds</c>). Default: 60 s.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether any agent asks a service.</summary>
    public bool UsesHttp => Endpoints.Values.Any(endpoint => endpoint.Source == AgentSource.Http);

    /// <summary>Reads the section and notes its mistakes.</summary>
    public static AgentSettings Read(SettingsReader reader)
    {
        var defaults = new AgentSettings();
        foreach (var (key, _) in reader.Map(Section))
        {
            if (!Keys.Contains(key, StringComparer.OrdinalIgnoreCase))
                reader.Add($"{Section}: there is no key and no agent '{key}'; agents are {string.Join(", ", AgentCatalog.Services.Keys)}.");
        }

        var source = ReadSource(reader, $"{Section}:{SourceKey}", AgentSource.Recorded);
        return new AgentSettings
        {
            Endpoints = AgentCatalog.Services.Keys.ToDictionary(agent => agent, agent => ReadEndpoint(reader, agent, source)),
            Pace = reader.Seconds($"{Section}:seconds_between_calls", defaults.Pace),
            Timeout = reader.Seconds($"{Section}:timeout_seconds", defaults.Timeout, least: 0.01),
            MaxRetries = reader.Number($"{Section}:max_retries", defaults.MaxRetries, 0, 20),
            RetryDelay = reader.Seconds($"{Section}:retry_delay_seconds", defaults.RetryDelay),
            BreakerFailures = reader.Number($"{Section}:breaker_failures", defaults.BreakerFailures, 2, 10_000),
            BreakerPause = reader.Seconds($"{Section}:breaker_seconds", defaults.BreakerPause, least: 0.5),
        };
    }

    private static AgentEndpoint ReadEndpoint(SettingsReader reader, string agent, AgentSource otherwise)
    {
        var key = $"{Section}:{agent}";
        reader.RequireKnown(key, [SourceKey, UrlKey]);
        var source = ReadSource(reader, $"{key}:{SourceKey}", otherwise);
        if (source == AgentSource.Recorded)
            return new AgentEndpoint(source, null);
        var text = reader.Text($"{key}:{UrlKey}", _knownUrls.GetValueOrDefault(agent, ""));
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            return new AgentEndpoint(source, url);
        reader.Add(text.Length == 0
            ? $"{key}:{UrlKey} is missing: {agent} has no public address of its own; name one, or use the source recorded."
            : $"{key}:{UrlKey} must be an http or https address, not '{text}'.");
        return new AgentEndpoint(source, null);
    }

    private static AgentSource ReadSource(SettingsReader reader, string key, AgentSource otherwise)
    {
        switch (reader.Text(key, "").ToLowerInvariant())
        {
            case "":
                return otherwise;
            case "recorded":
                return AgentSource.Recorded;
            case "http":
                return AgentSource.Http;
            case var text:
                reader.Add($"{key} must be recorded or http, not '{text}'.");
                return otherwise;
        }
    }
}
