using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>One open handle: the path it writes to, which follows moves, and whether that path still is a name of it.</summary>
internal sealed class OpenFile(OpenFiles owner, VirtualPath path, bool isExclusive) : IDisposable
{
    /// <summary>Tells of a file that only exists in this handle yet; set while it is being created.</summary>
    public Func<ObjectInfo>? Pending { get; set; }

    /// <summary>Where the file is now.</summary>
    public VirtualPath Path { get; set; } = path;

    /// <summary>No other handle may open the file.</summary>
    public bool IsExclusive { get; } = isExclusive;

    /// <summary>The file was deleted or replaced while open.</summary>
    public bool IsUnlinked { get; set; }

    /// <summary>The store does not have the file yet.</summary>
    public bool IsNew => Pending is not null;

    /// <summary>What a look-up of the file finds before the store has it.</summary>
    public ObjectInfo Describe() => Pending!();

    public void Dispose() => owner.Close(this);
}
