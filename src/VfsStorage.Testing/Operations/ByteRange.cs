using System.Globalization;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Operations;

/// <summary>A range of an object's bytes.</summary>
internal readonly record struct ByteRange(long Offset, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>
    /// The range a Range header asks for; null if the header is absent or not a single well-formed range, which S3 answers with the whole object.
    /// </summary>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return null;
        var spec = header.AsSpan(Unit.Length).Trim();
        var dash = spec.IndexOf('-');
        if (dash < 0 || !TryNumber(spec[..dash], out var first) || !TryNumber(spec[(dash + 1)..], out var last))
            return null;
        switch (first, last)
        {
            case (null, null):
                return null;
            case (null, { } suffix):
                return suffix > 0 && size > 0 ? new(size - Math.Min(suffix, size), Math.Min(suffix, size)) : throw NotSatisfiable(header, size);
            case ({ } from, _) when from > last:
                return null;
            case ({ } from, _):
                return from < size ? new(from, Math.Min(last ?? long.MaxValue, size - 1) - from + 1) : throw NotSatisfiable(header, size);
        }
    }

    /// <summary>The range of <c>x-amz-copy-source-range</c>, which has both ends and lies within the object.</summary>
    public static ByteRange ParseCopySource(string header, long size)
    {
        const string Name = "x-amz-copy-source-range";
        var spec = header.StartsWith(Unit, StringComparison.Ordinal) ? header.AsSpan(Unit.Length) : [];
        var dash = spec.IndexOf('-');
        if (dash < 0 || !TryNumber(spec[..dash], out var first) || !TryNumber(spec[(dash + 1)..], out var last) || first is null || last is null || first > last)
            throw S3Error.BadArgument(Name, header, "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy");
        return last < size
            ? new(first.Value, last.Value - first.Value + 1)
            : throw S3Error.BadArgument(Name, header, $"Range specified is not valid for source object of size: {size}");
    }

    public string ContentRange(long size) => $"bytes {Offset}-{Offset + Length - 1}/{size}";

    private static bool TryNumber(ReadOnlySpan<char> text, out long? number)
    {
        number = null;
        if (text.IsEmpty)
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        number = value;
        return true;
    }

    private static S3Exception NotSatisfiable(string header, long size) =>
        new(S3Error.InvalidRange, [("RangeRequested", header), ("ActualObjectSize", $"{size}")]) { Headers = [("Content-Range", $"bytes */{size}")] };
}
