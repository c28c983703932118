namespace VfsStorage.Facades.Watching;

/// <summary>One difference between two listings.</summary>
/// <param name="Type">Created, Deleted, Changed or Renamed.</param>
/// <param name="Name">The path below the watched directory.</param>
internal sealed record WatchChange(WatcherChangeTypes Type, string Name)
{
    private const NotifyFilters Content = NotifyFilters.LastWrite | NotifyFilters.Size;

    private const NotifyFilters Metadata =
        Content | NotifyFilters.Attributes | NotifyFilters.CreationTime | NotifyFilters.LastAccess | NotifyFilters.Security;

    /// <summary>Where a renamed file was.</summary>
    public string? OldName { get; init; }

    public bool IsDirectory { get; init; }

    /// <summary>True if a change kept the content: the object was written anew with the same bytes.</summary>
    public bool IsMetadataOnly { get; init; }

    /// <summary>The filters that let this through, any of them.</summary>
    public NotifyFilters Filters => (Type, IsDirectory, IsMetadataOnly) switch
    {
        (WatcherChangeTypes.Changed, _, false) => Content,
        (WatcherChangeTypes.Changed, _, true) => Metadata,
        (_, true, _) => NotifyFilters.DirectoryName,
        _ => NotifyFilters.FileName,
    };
}
