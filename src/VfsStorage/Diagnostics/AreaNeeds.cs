using VfsStorage.Configuration;

namespace VfsStorage.Diagnostics;

/// <summary>What the application does in an area, so that a permission it does not need is not missed, and not given.</summary>
/// <param name="Writes">Whether it writes files.</param>
/// <param name="Deletes">Whether it deletes files.</param>
internal readonly record struct AreaNeeds(bool Writes, bool Deletes)
{
    /// <summary>The needs of an area.</summary>
    public static AreaNeeds Of(StorageArea area) => area.Name switch
    {
        // Others drop files there; we move them away.
        "input" => new(Writes: false, Deletes: true),
        // What is archived stays.
        "archive" => new(Writes: true, Deletes: false),
        _ => new(Writes: true, Deletes: true),
    };
}
