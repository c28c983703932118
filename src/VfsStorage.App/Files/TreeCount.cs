using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>How much there is of something.</summary>
/// <param name="Files">Files and links.</param>
/// <param name="Directories">Directories.</param>
/// <param name="Bytes">The files' bytes.</param>
internal readonly record struct TreeCount(long Files, long Directories, long Bytes)
{
    /// <summary>Everything that is an object or could be one.</summary>
    public long Entries => Files + Directories;

    public static TreeCount operator +(TreeCount one, TreeCount other) =>
        new(one.Files + other.Files, one.Directories + other.Directories, one.Bytes + other.Bytes);

    /// <summary>One entry.</summary>
    public static TreeCount Of(ListedEntry entry) => entry.Kind == ListedKind.Directory ? new(0, 1, 0) : new(1, 0, entry.Length);

    /// <summary>In words, such as <c>1,200 files and 3 directories, 3.2 MiB</c>.</summary>
    public override string ToString()
    {
        var directories = Directories == 1 ? "1 directory" : $"{SizeText.Count(Directories)} directories";
        return $"{SizeText.Count(Files, "file")} and {directories}, {SizeText.Bytes(Bytes)}";
    }
}
