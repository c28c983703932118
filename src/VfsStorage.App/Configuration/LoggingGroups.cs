using Microsoft.Extensions.Logging;
using VfsStorage.Claims;

namespace VfsStorage.App.Configuration;

/// <summary>The logging groups of <c>config.json</c>: which are enabled, at which level, and what they log.</summary>
internal static class LoggingGroups
{
    private const string DefaultGroup = "core";

    private static readonly Dictionary<string, LogLevel> _levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DEBUG"] = LogLevel.Debug,
        ["INFO"] = LogLevel.Information,
        ["WARNING"] = LogLevel.Warning,
        ["ERROR"] = LogLevel.Error,
        ["CRITICAL"] = LogLevel.Critical,
    };

    /// <summary>The logger category of every group.</summary>
    public static IReadOnlyDictionary<string, string> Categories { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [DefaultGroup] = LogGroups.Core,
        ["services"] = LogGroups.Services,
        ["agents"] = LogGroups.Agents,
        ["evaluation"] = LogGroups.Evaluation,
    };

    /// <summary>What <c>logging_levels</c> calls a level that a group can have.</summary>
    public static string NameOf(LogLevel level) => _levels.First(known => known.Value == level).Key;

    /// <summary>Reads <c>enabled_logging_groups</c> (default: core) and <c>logging_levels</c> (default: INFO).</summary>
    public static IReadOnlyDictionary<string, LogLevel> Read(SettingsReader reader)
    {
        var groups = Categories.Keys.ToDictionary(group => group, _ => LogLevel.None, StringComparer.OrdinalIgnoreCase);
        foreach (var group in reader.List("enabled_logging_groups") ?? [DefaultGroup])
        {
            if (groups.ContainsKey(group))
                groups[group] = LogLevel.Information;
            else
                reader.Add($"enabled_logging_groups: there is no group '{group}'; use {string.Join(", ", Categories.Keys)}.");
        }

        foreach (var (group, level) in reader.Map("logging_levels"))
        {
            if (!groups.TryGetValue(group, out var enabled))
                reader.Add($"logging_levels: there is no group '{group}'; use {string.Join(", ", Categories.Keys)}.");
            else if (!_levels.TryGetValue(level, out var logLevel))
                reader.Add($"logging_levels: {group} must be one of {string.Join(", ", _levels.Keys)}, not '{level}'.");
            else if (enabled != LogLevel.None)
                groups[group] = logLevel;
        }

        return groups;
    }
}
