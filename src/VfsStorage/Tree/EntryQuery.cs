namespace VfsStorage.Tree;

/// <summary>What an enumeration yields. The facades make one of their search pattern, option and return type.</summary>
/// <param name="Pattern">The name pattern, such as <c>*.csv</c>; a directory part has been taken off already.</param>
/// <param name="Options">Matching, recursion and attributes to skip.</param>
internal sealed record EntryQuery(string Pattern, EnumerationOptions Options)
{
    public bool Files { get; init; } = true;

    public bool Directories { get; init; } = true;
}
