namespace VfsStorage.Tree;

/// <summary>What a setter changes; what is null stays as it is.</summary>
internal sealed record MetadataChange
{
    public DateTimeOffset? CreationTime { get; init; }

    public DateTimeOffset? LastAccessTime { get; init; }

    public DateTimeOffset? LastWriteTime { get; init; }

    public UnixFileMode? Mode { get; init; }

    /// <summary>Sets or clears the write bits, as the ReadOnly attribute does on Linux.</summary>
    public bool? ReadOnly { get; init; }

    /// <summary>True if nothing but the read-only flag is to change.</summary>
    public bool IsReadOnlyAlone => this == new MetadataChange { ReadOnly = ReadOnly } && ReadOnly is not null;
}
