using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>An operation met a symbolic link where it wanted a file; caught by the loop that follows links, never seen outside.</summary>
internal sealed class LinkFoundException(VirtualPath link) : Exception($"'{link}' is a symbolic link.")
{
    public VirtualPath Link { get; } = link;
}
