namespace VfsStorage;

/// <summary>Where the times of an entry found by a listing come from.</summary>
public enum S3EntryTimes
{
    /// <summary>From the object's metadata, as for any other entry: exact, and a HEAD when first asked for.</summary>
    Metadata,

    /// <summary>From the listing: for free, but to the second, and without times that were set.</summary>
    Listing,
}
