using System.Collections.Immutable;

namespace VfsStorage.Testing.Storage;

/// <summary>Everything about an object that its writer states and a reader gets back: headers, metadata, tags, class, encryption.</summary>
internal sealed record ObjectDescription
{
    public static ObjectDescription Plain { get; } = new();

    /// <summary>Content-Type and its kin, by header name as S3 spells it.</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>User metadata without <c>x-amz-meta-</c>, names in lower case, values decoded.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string StorageClass { get; init; } = "STANDARD";

    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.ManagedByS3;
}
