using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Agents;
using VfsStorage.App.Serving;
using VfsStorage.Claims;

namespace VfsStorage.App.Configuration;

/// <summary>Everything of <c>config.json</c> but its <c>storage</c> section, checked and typed.</summary>
internal sealed record AppSettings
{
    /// <summary>The reviews that <c>skip_disciplinary</c>, <c>skip_arbitration</c> and <c>skip_regulatory</c> leave. Default: all.</summary>
    public Reviews Reviews { get; init; } = Reviews.All;

    /// <summary>The pause between two rows when public services are asked (<c>default_wait_time</c>, seconds). Default: 7 s.</summary>
    public TimeSpan WaitBetweenRows { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>The pause that a batch makes: recorded answers need none.</summary>
    public TimeSpan WaitWhereItMatters => Agents.UsesHttp ? WaitBetweenRows : TimeSpan.Zero;

    /// <summary>
    /// The organisation index (<c>organization_index</c>), absolute or relative to the input area. Default:
    /// <c>organizationsCrd.jsonl</c>.
    /// </summary>
    public string OrganizationIndex { get; init; } = "organizationsCrd.jsonl";

    /// <summary>The log file (<c>log_file</c>) on the local disk; empty for none. Default: <c>logs/app.log</c>.</summary>
    public string LogFile { get; init; } = "logs/app.log";

    /// <summary>Who answers the agents' questions (<c>agents</c>). Default: the recorded people.</summary>
    public AgentSettings Agents { get; init; } = new();

    /// <summary>Whether SSNs and dates of birth are masked in reports (<c>mask_sensitive</c>). Default: yes.</summary>
    public bool MasksReports { get; init; } = true;

    /// <summary>How <c>vfs serve</c> behaves (<c>serve</c>).</summary>
    public ServeSettings Serve { get; init; } = new();

    /// <summary>The level of every logging group; <see cref="LogLevel.None"/> for one that is not enabled.</summary>
    public required IReadOnlyDictionary<string, LogLevel> LogLevels { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="Hosting.UsageException">One line for each mistake.</exception>
    public static AppSettings Read(IConfiguration configuration)
    {
        var defaults = new AppSettings { LogLevels = new Dictionary<string, LogLevel>() };
        var reader = new SettingsReader(configuration);
        var settings = new AppSettings
        {
            Reviews = (reader.Flag("skip_disciplinary") ? Reviews.None : Reviews.Disciplinary)
                | (reader.Flag("skip_arbitration") ? Reviews.None : Reviews.Arbitration)
                | (reader.Flag("skip_regulatory") ? Reviews.None : Reviews.Regulatory),
            WaitBetweenRows = reader.Seconds("default_wait_time", defaults.WaitBetweenRows),
            OrganizationIndex = reader.Text("organization_index", defaults.OrganizationIndex),
            LogFile = reader.Text("log_file", defaults.LogFile),
            Agents = AgentSettings.Read(reader),
            MasksReports = reader.Flag("mask_sensitive", true),
            Serve = ServeSettings.Read(reader),
            LogLevels = LoggingGroups.Read(reader),
        };
        reader.ThrowIfWrong();
        return settings;
    }
}
