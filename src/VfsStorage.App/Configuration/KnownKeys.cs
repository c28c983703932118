using F23.StringSimilarity;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Agents;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Serving;
using VfsStorage.App.Transfers;

namespace VfsStorage.App.Configuration;

/// <summary>
/// Tells keys of <c>config.json</c> that nobody reads because they are misspelled. Beside ours there may be any others: the file may be
/// that of a host. So only what nearly is a key of ours is told and, of a section, only where it holds what ours holds.
/// </summary>
internal static class KnownKeys
{
    private const int MaxEdits = 2;

    private static readonly Damerau _edits = new();

    /// <summary>The keys of the outermost object; of a section, with the keys that it may hold.</summary>
    private static readonly Dictionary<string, IReadOnlyCollection<string>> _keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [StorageOptions.SectionName] = ["mode", "local", "s3"],
        ["agents"] = AgentSettings.Keys,
        ["serve"] = ServeSettings.Keys,
        ["transfer"] = TransferSettings.Keys,
        ["skip_disciplinary"] = [],
        ["skip_arbitration"] = [],
        ["skip_regulatory"] = [],
        ["default_wait_time"] = [],
        ["organization_index"] = [],
        ["log_file"] = [],
        ["mask_sensitive"] = [],
        ["enabled_logging_groups"] = [],
        ["logging_levels"] = [],
    };

    /// <summary>Checks the outermost keys of the files; the environment and the command line are not theirs.</summary>
    /// <exception cref="UsageException">One line for each misspelled key.</exception>
    public static void Check(IConfigurationRoot configuration)
    {
        var mistakes = configuration.Providers.OfType<FileConfigurationProvider>()
            .SelectMany(file => KeysOf(file, null).Where(key => !_keys.ContainsKey(key)).Select(key => MistakeOf(file, key)))
            .OfType<string>().ToList();
        if (mistakes.Count > 0)
            throw new UsageException(mistakes);
    }

    /// <summary>What is said of a key that is not among the known ones.</summary>
    /// <param name="path">The key, as the user finds it.</param>
    /// <param name="key">Its last part.</param>
    /// <param name="known">Those that it can be.</param>
    public static string Unknown(string path, string key, IEnumerable<string> known) =>
        Nearest(key, known) is { } meant ? $"unknown key {path}; did you mean {meant}?" : $"unknown key {path}";

    private static string? MistakeOf(FileConfigurationProvider file, string key) =>
        Nearest(key, _keys.Keys) is { } meant && (_keys[meant].Count == 0 || KeysOf(file, key).Intersect(_keys[meant], StringComparer.OrdinalIgnoreCase).Any())
            ? Unknown(Printable.Of(key), key, _keys.Keys)
            : null;

    private static string? Nearest(string key, IEnumerable<string> known) => known
        .Select(name => (name, edits: _edits.Distance(key.ToLowerInvariant(), name)))
        .Where(candidate => candidate.edits <= MaxEdits)
        .OrderBy(candidate => candidate.edits).ThenBy(candidate => candidate.name, StringComparer.Ordinal)
        .Select(candidate => candidate.name).FirstOrDefault();

    private static IEnumerable<string> KeysOf(FileConfigurationProvider file, string? section) => file.GetChildKeys([], section).Distinct(StringComparer.OrdinalIgnoreCase);
}
