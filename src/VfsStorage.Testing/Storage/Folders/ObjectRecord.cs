using System.Collections.Immutable;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Testing.Storage.Folders;

/// <summary>An object as it is written to disk, but for its bytes.</summary>
internal sealed record ObjectRecord
{
    public required string Key { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required ImmutableArray<Segment> Content { get; init; }

    public required ImmutableArray<ObjectPart> Parts { get; init; }

    public required ObjectChecksum? Checksum { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public required Dictionary<string, string> Metadata { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public required string StorageClass { get; init; }

    public required ObjectEncryption Encryption { get; init; }

    public static ObjectRecord Of(StoredObject value) => new()
    {
        Key = value.Key,
        ETag = value.ETag,
        LastModified = value.LastModified,
        Content = [.. SegmentsOf(value.Content)],
        Parts = value.Parts,
        Checksum = value.Checksum,
        Headers = value.Description.Headers.ToDictionary(),
        Metadata = value.Description.Metadata.ToDictionary(),
        Tags = value.Description.Tags.ToDictionary(),
        StorageClass = value.Description.StorageClass,
        Encryption = value.Description.Encryption,
    };

    /// <summary>The object again, with one reference to each of its content files.</summary>
    public StoredObject ToObject(ContentFolder files)
    {
        var content = Storage.Content.Concat([.. Content.Select(s => s.ToContent(files))]);
        content.Retain();
        return new StoredObject
        {
            Key = Key,
            ETag = ETag,
            LastModified = LastModified,
            Content = content,
            Parts = Parts,
            Checksum = Checksum,
            Description = new ObjectDescription
            {
                Headers = Sorted(Headers),
                Metadata = Sorted(Metadata),
                Tags = Sorted(Tags),
                StorageClass = StorageClass,
                Encryption = Encryption,
            },
        };
    }

    private static ImmutableSortedDictionary<string, string> Sorted(Dictionary<string, string> values) =>
        values.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static IEnumerable<Segment> SegmentsOf(Content content) => content switch
    {
        { Length: 0 } => [],
        FileContent file => [new Segment(file.File.Name, file.Start, file.Length)],
        PatternContent pattern => [new Segment(null, pattern.Start, pattern.Length)],
        ConcatenatedContent parts => parts.Parts.SelectMany(SegmentsOf),
        _ => throw new InvalidOperationException($"{content.GetType().Name} does not belong in a folder."),
    };

    /// <summary>A run of bytes: of a content file, or, without one, of the synthetic pattern.</summary>
    internal sealed record Segment(string? File, long Start, long Length)
    {
        public Content ToContent(ContentFolder files) =>
            File is null ? new PatternContent(Start, Length) : new FileContent(files.Find(File), Start, Length);
    }
}
