namespace VfsStorage.Facades.Watching;

/// <summary>One difference between two listings.</summary>
/// <param name="Type">Created, Deleted, Changed or Renamed.</param>
/// <param name="Name">The path below the watched directory.</param>
internal sealed record WatchChange(WatcherChangeTypes Type, string Name)
{
    // The kernel tells of content and of metadata, not of which; so .NET asks it for both behind most filters.
    private const NotifyFilters Content = NotifyFilters.LastAccess | NotifyFilters.LastWrite | NotifyFilters.Security | NotifyFilters.Size;

    private const NotifyFilters Metadata = Content | NotifyFilters.Attributes | NotifyFilters.CreationTime;

    /// <summary>Where what was renamed had been.</summary>
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
