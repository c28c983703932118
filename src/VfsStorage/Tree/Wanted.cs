namespace VfsStorage.Tree;

/// <summary>Which kind a look-up is for; looking for one kind costs one request, for any kind two in parallel.</summary>
internal enum Wanted
{
    Any,
    File,
    Directory,
}
