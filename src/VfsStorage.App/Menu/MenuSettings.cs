using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Configuration;
using VfsStorage.Claims;

namespace VfsStorage.App.Menu;

/// <summary>The settings that the menu shows and changes. A change counts at once, and outlives the program when it is saved.</summary>
internal sealed class MenuSettings(AppSettings settings)
{
    private TimeSpan? _wait;

    /// <summary>The settings as they are now.</summary>
    public AppSettings Current { get; private set; } = settings;

    /// <summary>The pause between two rows; where nobody has set it here, recorded answers need none.</summary>
    public TimeSpan Wait => _wait ?? Current.WaitWhereItMatters;

    /// <summary>Whether anything was changed since it was saved.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>The values by their keys in the configuration file.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Values
    {
        get
        {
            var enabled = Current.LogLevels.Where(group => group.Value != LogLevel.None).ToList();
            return
            [
                new("skip_disciplinary", !Performs(Reviews.Disciplinary)),
                new("skip_arbitration", !Performs(Reviews.Arbitration)),
                new("skip_regulatory", !Performs(Reviews.Regulatory)),
                new("default_wait_time", Current.WaitBetweenRows.TotalSeconds),
                new("enabled_logging_groups", new JsonArray([.. enabled.Select(group => JsonValue.Create(group.Key))])),
                new("logging_levels", new JsonObject(enabled.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)LoggingGroups.NameOf(group.Value))))),
            ];
        }
    }

    /// <summary>Whether a review is performed.</summary>
    public bool Performs(Reviews review) => Current.Reviews.HasFlag(review);

    /// <summary>Takes a review in, or leaves it out.</summary>
    public void Toggle(Reviews review) => Change(Current with { Reviews = Current.Reviews ^ review });

    /// <summary>Sets the pause between two rows.</summary>
    public void SetWait(TimeSpan wait)
    {
        _wait = wait;
        Change(Current with { WaitBetweenRows = wait });
    }

    /// <summary>Sets the levels of all logging groups.</summary>
    public void SetLevels(Func<string, LogLevel> levelOf) => Change(Current with
    {
        LogLevels = Current.LogLevels.Keys.ToDictionary(group => group, levelOf, StringComparer.OrdinalIgnoreCase),
    });

    /// <summary>Notes that the values are in the file.</summary>
    public void NoteSaved() => IsChanged = false;

    private void Change(AppSettings settings)
    {
        Current = settings;
        IsChanged = true;
    }
}
