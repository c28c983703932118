using System.Text.RegularExpressions;

namespace VfsStorage.Diagnostics;

/// <summary>The names of objects that are made to be removed at once: by probes, diagnoses and copies of <c>vfs cp</c>.</summary>
internal static partial class ThrowAwayKeys
{
    /// <summary>What the names of a diagnosis start with.</summary>
    public const string DiagnosisPrefix = ".vfs-doctor-";

    /// <summary>Whether a key has such a name. They hold nothing that anybody could miss.</summary>
    public static bool IsOne(string key) => Name().IsMatch(key.AsSpan(key.LastIndexOf('/') + 1));

    [GeneratedRegex(@"^\.vfs-(probe|doctor|copy)-[0-9a-f]{32}(-[a-z]+|\.tmp)?\z")]
    private static partial Regex Name();
}
