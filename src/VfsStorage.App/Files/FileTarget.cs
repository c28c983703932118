using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Something that is there: what a command line argument named, or what its wildcards matched.</summary>
/// <param name="Place">Where it is; its name is what the user would write.</param>
/// <param name="Entry">What it is.</param>
internal sealed record FileTarget(Place Place, ListedEntry Entry)
{
    /// <summary>As the user would write it.</summary>
    public string Shown => Place.Name.Text;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => Entry.Kind == ListedKind.Directory;

    /// <summary>What a user would write for an entry below a directory.</summary>
    public static string Join(string shown, string relative) =>
        relative.Length == 0 ? shown : shown.EndsWith('/') ? shown + relative : $"{shown}/{relative}";

    /// <summary>An entry's path below a directory, as the two paths tell.</summary>
    public static string Relative(string directory, ListedEntry entry) => entry.Path[directory.Length..].TrimStart('/');
}
