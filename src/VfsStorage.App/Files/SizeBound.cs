using System.Globalization;

namespace VfsStorage.App.Files;

/// <summary>A limit on sizes: at least, at most, or exactly so many bytes.</summary>
/// <param name="Direction">1 for at least, -1 for at most, 0 for exactly.</param>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct SizeBound(int Direction, long Bytes)
{
    private const string Mistake = "must be a size such as +10MiB (or more), -1k (or less) or 0";

    private static readonly string[] _units = ["", "K", "M", "G", "T"];

    /// <summary>Reads such as <c>+10MiB</c>, <c>-1k</c>, <c>0</c>; units are binary.</summary>
    public static (SizeBound? Value, string? Mistake) Parse(string text)
    {
        var direction = text.StartsWith('+') ? 1 : text.StartsWith('-') ? -1 : 0;
        var rest = text.AsSpan(direction == 0 ? 0 : 1);
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
        var unit = rest[digits..].Trim().ToString().ToUpperInvariant();
        if (unit.EndsWith('B'))
            unit = unit[..^1];
        var power = Array.IndexOf(_units, unit.TrimEnd('I'));
        if (power < 0 || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue >> (10 * power))
            return (null, Mistake);
        return (new SizeBound(direction, number << (10 * power)), null);
    }

    /// <summary>Whether a size is within the limit.</summary>
    public bool Admits(long bytes) => Direction == 0 ? bytes == Bytes : Direction > 0 ? bytes >= Bytes : bytes <= Bytes;
}
