using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Configuration;
using VfsStorage.Claims;

namespace VfsStorage.App.Menu;

/// <summary>The settings that the menu shows and changes. A change counts at once, and outlives the program when it is saved.</summary>
internal sealed class MenuSettings(AppSettings settings)
{
    private const string WaitKey = "default_wait_time";
    private const string GroupsKey = "enabled_logging_groups";
    private const string LevelsKey = "logging_levels";

    private readonly HashSet<string> _changed = [];
    private TimeSpan? _wait;

    /// <summary>The settings as they are now.</summary>
    public AppSettings Current { get; private set; } = settings;

    /// <summary>The pause between two rows; where nobody has set it here, recorded answers need none.</summary>
    public TimeSpan Wait => _wait ?? Current.WaitWhereItMatters;

    /// <summary>Whether anything was changed since it was saved.</summary>
    public bool IsChanged => _changed.Count > 0;

    /// <summary>The values that were changed, by their keys in the configuration file. The others are the file's own affair, or the environment's.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode>> Changes => [.. Values.Where(value => _changed.Contains(value.Key))];

    private IEnumerable<KeyValuePair<string, JsonNode>> Values
    {
        get
        {
            var enabled = Current.LogLevels.Where(group => group.Value != LogLevel.None).ToList();
            return
            [
                new(KeyOf(Reviews.Disciplinary), !Performs(Reviews.Disciplinary)),
                new(KeyOf(Reviews.Arbitration), !Performs(Reviews.Arbitration)),
                new(KeyOf(Reviews.Regulatory), !Performs(Reviews.Regulatory)),
                new(WaitKey, Current.WaitBetweenRows.TotalSeconds),
                new(GroupsKey, new JsonArray([.. enabled.Select(group => JsonValue.Create(group.Key))])),
                new(LevelsKey, new JsonObject(enabled.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)LoggingGroups.NameOf(group.Value))))),
            ];
        }
    }

    /// <summary>Whether a review is performed.</summary>
    public bool Performs(Reviews review) => Current.Reviews.HasFlag(review);

    /// <summary>Takes a review in, or leaves it out.</summary>
    public void Toggle(Reviews review) => Change(Current with { Reviews = Current.Reviews ^ review }, KeyOf(review));

    /// <summary>Sets the pause between two rows.</summary>
    public void SetWait(TimeSpan wait)
    {
        _wait = wait;
        Change(Current with { WaitBetweenRows = wait }, WaitKey);
    }

    /// <summary>Sets the levels of all logging groups.</summary>
    public void SetLevels(Func<string, LogLevel> levelOf) => Change(
        Current with { LogLevels = Current.LogLevels.Keys.ToDictionary(group => group, levelOf, StringComparer.OrdinalIgnoreCase) }, GroupsKey, LevelsKey);

    /// <summary>Notes that the values are in the file.</summary>
    public void NoteSaved() => _changed.Clear();

    private static string KeyOf(Reviews review) => $"skip_{review.ToString().ToLowerInvariant()}";

    private void Change(AppSettings settings, params ReadOnlySpan<string> keys)
    {
        Current = settings;
        foreach (var key in keys)
            _changed.Add(key);
    }
}
