using System.Collections.Immutable;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Testing.Storage;

/// <summary>One version of an object, complete and immutable.</summary>
internal sealed record StoredObject
{
    public required string Key { get; init; }

    public required Content Content { get; init; }

    /// <summary>The entity tag without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>Whole seconds, as S3 keeps it.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public ObjectDescription Description { get; init; } = ObjectDescription.Plain;

    public ObjectChecksum? Checksum { get; init; }

    /// <summary>The parts of a multipart object; empty for any other.</summary>
    public ImmutableArray<ObjectPart> Parts { get; init; } = [];

    public long Size => Content.Length;

    public string QuotedETag => $"\"{ETag}\"";
}
