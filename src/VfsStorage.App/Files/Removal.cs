namespace VfsStorage.App.Files;

/// <summary>Keeps commands that take things away from taking too much.</summary>
internal static class Removal
{
    /// <summary>What may go: no area or bucket, and nothing below a directory that goes itself.</summary>
    /// <param name="session">Where to tell what may not.</param>
    /// <param name="targets">What was named.</param>
    /// <param name="verb">What would happen to it, such as <c>deleted</c>.</param>
    public static List<FileTarget> Allowed(FileSession session, IReadOnlyList<FileTarget> targets, string verb)
    {
        var allowed = new List<FileTarget>();
        foreach (var target in targets)
        {
            if (session.Places.RootWithin(target.Place) is { } root)
                session.Fail($"{Printable.Of(target.Shown)}: {root} cannot be {verb}; name what is in it, such as '{FileTarget.Join(target.Shown, "*")}'.");
            else
                allowed.Add(target);
        }

        var directories = allowed.Where(target => target.IsDirectory).Select(target => (target.Place.FileSystem, target.Place.Path)).ToHashSet();
        return [.. allowed.Where(target => !Ancestors(target.Place.Path).Any(path => directories.Contains((target.Place.FileSystem, path))))
            .DistinctBy(target => (target.Place.FileSystem, target.Place.Path))];
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            yield return path[..slash];
    }
}
