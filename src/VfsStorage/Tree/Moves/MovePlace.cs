using VfsStorage.Paths;

namespace VfsStorage.Tree.Moves;

/// <summary>One end of a move, so that it can be found again without the file system that began it.</summary>
/// <param name="Path">The directory's path.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the keys of everything in the directory start with; ends in <c>/</c>.</param>
internal sealed record MovePlace(string Path, string Bucket, string Prefix)
{
    public static MovePlace Of(Location location) => new(location.Path.Value, location.Bucket, location.Prefix);
}
