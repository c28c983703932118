namespace VfsStorage.App.Locations;

/// <summary>The three ways of naming a place on the command line.</summary>
internal enum PlaceKind
{
    /// <summary>A path on this machine.</summary>
    Local,

    /// <summary><c>s3://bucket/prefix</c>.</summary>
    Bucket,

    /// <summary>An area of the configured storage, or a path in it: <c>input</c>, <c>archive/11-23-2026</c>.</summary>
    Area,
}
