using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>An operation met a symbolic link where it wanted a file; caught by the loop that follows links, never seen outside.</summary>
internal sealed class LinkFoundException(VirtualPath link, VirtualPath target) : Exception($"'{link}' continues at '{target}'.")
{
    public VirtualPath Link { get; } = link;

    public VirtualPath Target { get; } = target;
}
