using System.Globalization;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Configuration;

/// <summary>Reads typed values and collects every mistake, so that the user corrects all of them at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _mistakes = [];

    /// <summary>A text, or <paramref name="defaultValue"/> if the key is missing.</summary>
    public string Text(string key, string defaultValue)
    {
        var text = configuration[key] ?? defaultValue;
        if (text.Any(char.IsControl))
            Add($"{key} has a control character.");
        return text;
    }

    /// <summary>True or false; <paramref name="defaultValue"/> if the key is missing.</summary>
    public bool Flag(string key, bool defaultValue = false)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return defaultValue;
        if (bool.TryParse(text, out var flag))
            return flag;
        Add($"{key} must be true or false, not '{text}'.");
        return defaultValue;
    }

    /// <summary>A number of seconds, <paramref name="least"/> or more.</summary>
    public TimeSpan Seconds(string key, TimeSpan defaultValue, double least = 0)
    {
        if (configuration[key] is not { } text)
            return defaultValue;
        if (WaitTime.TryParse(text) is { } seconds && seconds >= least)
            return TimeSpan.FromSeconds(seconds);
        Add(string.Create(
            CultureInfo.InvariantCulture, $"{key} must be a number of seconds from {least} to {WaitTime.MaxSeconds}, not '{text}'."));
        return defaultValue;
    }

    /// <summary>A whole number in a range.</summary>
    public int Number(string key, int defaultValue, int least, int most)
    {
        if (configuration[key] is not { } text)
            return defaultValue;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Add(string.Create(CultureInfo.InvariantCulture, $"{key} must be a whole number from {least} to {most}, not '{text}'."));
        return defaultValue;
    }

    /// <summary>The values of a list; <see langword="null"/> if the key is missing.</summary>
    public IReadOnlyList<string>? List(string key)
    {
        var section = configuration.GetSection(key);
        return section.Exists() || section.Value is not null
            ? [.. section.GetChildren().Select(child => child.Value ?? "")]
            : null;
    }

    /// <summary>The values of an object by key.</summary>
    public IEnumerable<KeyValuePair<string, string>> Map(string key) =>
        configuration.GetSection(key).GetChildren().Select(child => KeyValuePair.Create(child.Key, child.Value ?? ""));

    /// <summary>Notes the keys of a section that are not among the known ones.</summary>
    public void RequireKnown(string section, IReadOnlyCollection<string> known)
    {
        foreach (var (key, _) in Map(section).Where(pair => !known.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)))
            Add(KnownKeys.Unknown($"{section}:{key}".Replace(':', '.'), key, known));
    }

    /// <summary>Notes a mistake.</summary>
    public void Add(string mistake) =>
        // What is quoted may hold anything, and must not look like a line of its own.
        _mistakes.Add(string.Concat(mistake.Select(character => char.IsControl(character) ? '?' : character)));

    /// <summary>Ends reading.</summary>
    /// <exception cref="UsageException">There were mistakes.</exception>
    public void ThrowIfWrong()
    {
        if (_mistakes.Count > 0)
            throw new UsageException(_mistakes);
    }
}
