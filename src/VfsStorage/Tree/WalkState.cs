namespace VfsStorage.Tree;

/// <summary>How far an enumeration has come.</summary>
/// <param name="Query">What is wanted.</param>
/// <param name="Depth">Levels below the directory that was asked for.</param>
/// <param name="Hops">Links entered on the way.</param>
internal sealed record WalkState(EntryQuery Query, int Depth, int Hops)
{
    /// <summary>True if directories found here are entered.</summary>
    public bool CanEnter => Depth < Query.MaxDepth;
}
