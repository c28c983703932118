using System.Globalization;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads part numbers and part number markers.</summary>
internal static class PartNumber
{
    public static int Parse(string? text, S3Limits limits) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= limits.MaxParts
            ? number
            : throw S3Error.BadArgument("partNumber", text ?? "", $"Part number must be an integer between 1 and {limits.MaxParts}, inclusive");

    public static int ParseMarker(string? text) =>
        text is null ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw S3Error.BadArgument("part-number-marker", text, "Provided part-number-marker not an integer or within integer range");
}
