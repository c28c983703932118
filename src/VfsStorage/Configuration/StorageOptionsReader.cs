using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace VfsStorage.Configuration;

/// <summary>
/// Fills options from a section and notes every mistake: unknown keys, values of the wrong kind, numbers out of range, secrets. Not the
/// stock binder, because that one ignores the first and stops at the second.
/// </summary>
internal sealed class StorageOptionsReader
{
    private static readonly string[] SecretWords = ["secret", "password", "passwd", "access_key", "accesskey", "session_token", "sessiontoken", "credential"];

    private readonly List<string> _mistakes = [];

    private StorageOptionsReader()
    {
    }

    /// <summary>Fills <paramref name="options"/> as far as the section's values are of the right kind, and answers the mistakes.</summary>
    public static IReadOnlyList<string> Read(IConfiguration section, StorageOptions options)
    {
        var reader = new StorageOptionsReader();
        if (section is IConfigurationSection { Value: { Length: > 0 } value }) reader._mistakes.Add($"{StorageOptions.SectionName}: a group of keys is expected here, not '{value}'");
        reader.ReadInto(options, section, StorageOptions.SectionName);
        return reader._mistakes;
    }

    /// <summary>The keys of an options class, by their properties.</summary>
    public static IEnumerable<(string Key, PropertyInfo Property)> KeysOf(Type options) =>
        from property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let name = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()
        where name is not null
        select (name.Name, property);

    private void ReadInto(object options, IConfiguration section, string path)
    {
        var properties = KeysOf(options.GetType()).ToDictionary(pair => pair.Key, pair => pair.Property, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            var key = $"{path}.{child.Key}";
            if (!properties.TryGetValue(child.Key, out var property)) _mistakes.Add(Unknown(key, child.Key, properties.Keys));
            else if (IsSection(property.PropertyType)) ReadSection(property.GetValue(options)!, child, key);
            else if (child.GetChildren().Any()) _mistakes.Add($"{key}: one value is expected here, not a group of them");
            else if (child.Value is { } value) ReadValue(options, property, value, key);
        }
    }

    private void ReadSection(object options, IConfigurationSection section, string key)
    {
        if (!string.IsNullOrEmpty(section.Value)) _mistakes.Add($"{key}: a group of keys is expected here, not '{section.Value}'");
        else ReadInto(options, section, key);
    }

    private void ReadValue(object options, PropertyInfo property, string text, string key)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (text.Any(char.IsControl))
        {
            _mistakes.Add($"{key}: it has a control character");
        }
        else if (Parse(type, text.Trim()) is not { } value)
        {
            _mistakes.Add($"{key}: '{text}' is not {Expected(type)}");
        }
        else if (property.GetCustomAttribute<RangeAttribute>() is { } range && !IsWithin(range, value))
        {
            _mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {value} is not between {range.Minimum} and {range.Maximum}"));
        }
        else
        {
            property.SetValue(options, value);
        }
    }

    // Not the attribute's own check, which cannot take every number of another type than its limits'.
    private static bool IsWithin(RangeAttribute range, object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return number >= Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture) && number <= Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
    }

    private static bool IsSection(Type type) => type.IsClass && type != typeof(string);

    private static object? Parse(Type type, string text)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : null;
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        // By name only: a number would be taken for any enum.
        var name = Enum.GetNames(type).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? null : Enum.Parse(type, name);
    }

    private static string Expected(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(double) ? "a number"
        : $"one of {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}";

    private static string Unknown(string path, string key, IEnumerable<string> known)
    {
        if (SecretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return $"{path}: credentials do not belong in a configuration. Use the AWS default chain (the environment's AWS_ACCESS_KEY_ID and "
                + "AWS_SECRET_ACCESS_KEY, a container's or instance's role), a profile (storage.s3.profile) or a role to assume (storage.s3.role_arn)";
        }

        return SpellingHint.Closest(key, known) is { } meant ? $"unknown key {path}; did you mean {meant}?" : $"unknown key {path}";
    }
}
