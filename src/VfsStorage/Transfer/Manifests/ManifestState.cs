namespace VfsStorage.Transfer.Manifests;

/// <summary>What a line of a manifest says.</summary>
internal enum ManifestState
{
    /// <summary>The first line: what the manifest is of.</summary>
    Transfer,

    /// <summary>A file that is sent in parts was begun.</summary>
    Begun,

    /// <summary>One of its parts has arrived.</summary>
    Part,

    /// <summary>What was begun is gone.</summary>
    Dropped,

    /// <summary>The copy is made and proven.</summary>
    Proven,

    /// <summary>The source file was deleted or archived after that.</summary>
    Retired,

    /// <summary>The copy could not be made; another run tries again.</summary>
    Failed,

    /// <summary>The run came to its end.</summary>
    Finished,
}
