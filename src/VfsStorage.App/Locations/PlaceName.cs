using VfsStorage.App.Hosting;

namespace VfsStorage.App.Locations;

/// <summary>
/// A place as a user writes it: <c>s3://bucket/prefix</c>, an area (<c>input</c>, <c>output/2026</c>), or else a local path. A local
/// folder that is called like an area is written <c>./input</c>.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Root">The bucket or the area; empty for a local path.</param>
/// <param name="Path">What is below it, without slashes at its start; a local path as it was written.</param>
internal sealed record PlaceName(string Text, PlaceKind Kind, string Root, string Path)
{
    private const string Scheme = "s3://";

    /// <summary>The names of the areas.</summary>
    public static IReadOnlyList<string> Areas { get; } = ["input", "output", "archive", "cache"];

    /// <summary>Reads what a user wrote.</summary>
    /// <exception cref="UsageException">It is empty, or names no bucket.</exception>
    public static PlaceName Parse(string text)
    {
        if (text.Length == 0)
            throw new UsageException("An empty place: write a local path, s3://bucket/prefix, or one of the areas " + string.Join(", ", Areas) + ".");
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var (bucket, prefix) = Cut(text[Scheme.Length..]);
            return bucket.Length == 0
                ? throw new UsageException($"'{text}' names no bucket: write s3://bucket/prefix.")
                : new PlaceName(text, PlaceKind.Bucket, bucket, prefix);
        }

        var (first, rest) = Cut(text);
        return Areas.Contains(first)
            ? new PlaceName(text, PlaceKind.Area, first, rest)
            : new PlaceName(text, PlaceKind.Local, "", text);
    }

    public override string ToString() => Text;

    private static (string First, string Below) Cut(string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (text[..slash], text[(slash + 1)..].TrimStart('/')) : (text, "");
}
