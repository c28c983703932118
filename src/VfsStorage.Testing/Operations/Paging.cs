using System.Globalization;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads page sizes: absent means the most there is, more than that is cut down to it.</summary>
internal static class Paging
{
    public static int Max(string? text, string name, S3Limits limits)
    {
        if (string.IsNullOrEmpty(text))
            return limits.MaxPageEntries;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, limits.MaxPageEntries)
            : throw S3Error.BadArgument(name, text, $"Provided {name} not an integer or within integer range");
    }
}
