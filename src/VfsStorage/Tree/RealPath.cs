using VfsStorage.Errors;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>A path with the links in it resolved, as far as the walk along it came.</summary>
/// <param name="Path">Free of links up to what was not found; what was not walked any more is left as it was written.</param>
/// <param name="End">How the walk ended.</param>
/// <param name="Entry">What was found.</param>
internal readonly record struct RealPath(VirtualPath Path, PathEnd End, Entry? Entry = null)
{
    /// <summary>
    /// True if an operation can be tried here: what is missing is what the caller's own path names, or it is the operation that
    /// says what a separator behind a file means.
    /// </summary>
    public bool CanBeTried => End is PathEnd.Found or PathEnd.Missing or PathEnd.MissingDirectory || (End == PathEnd.NotADirectory && Path.HasTrailingSeparator);

    /// <summary>What a disk throws for such an end, told of the path that the caller gave.</summary>
    public IOException ErrorAt(VirtualPath path) => End switch
    {
        PathEnd.Loop => IoErrors.LinkLoop(path),
        PathEnd.Missing or PathEnd.Dangling => IoErrors.FileNotFound(path),
        _ => IoErrors.DirectoryNotFound(path),
    };
}
