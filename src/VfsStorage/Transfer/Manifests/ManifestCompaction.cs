namespace VfsStorage.Transfer.Manifests;

/// <summary>Which lines of a manifest still say something: the last proof of each path, and what is begun with its parts.</summary>
internal static class ManifestCompaction
{
    public static List<ManifestLine> Of(IReadOnlyList<ManifestLine> lines)
    {
        var latest = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].State is ManifestState.Begun or ManifestState.Proven or ManifestState.Dropped)
            {
                latest[lines[index].Path] = index;
            }
        }

        var kept = new List<ManifestLine> { lines[0] };
        kept.AddRange(lines.Where((line, index) =>
            line.State is ManifestState.Begun or ManifestState.Part or ManifestState.Proven && latest.TryGetValue(line.Path, out var start) && index >= start));
        if (lines[^1].State == ManifestState.Finished)
        {
            kept.Add(lines[^1]);
        }

        return kept;
    }
}
