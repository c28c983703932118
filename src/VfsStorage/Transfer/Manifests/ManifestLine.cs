using System.Text.Json.Serialization;

namespace VfsStorage.Transfer.Manifests;

/// <summary>One line of a manifest: what became true of one path. Later lines win over earlier ones.</summary>
internal sealed record ManifestLine
{
    /// <summary>What became true.</summary>
    [JsonPropertyName("state")]
    public ManifestState State { get; init; }

    /// <summary>The path below the destination; of the first line, the destination itself.</summary>
    [JsonPropertyName("path")]
    public string Path { get; init; } = "";

    /// <summary>The source's version that was copied; of the first line, the source itself.</summary>
    [JsonPropertyName("source")]
    public string Source { get; init; } = "";

    /// <summary>The copy's version, or what was begun.</summary>
    [JsonPropertyName("copy")]
    public string? Copy { get; init; }

    [JsonPropertyName("size")]
    public long? Size { get; init; }

    /// <summary>The write time.</summary>
    [JsonPropertyName("written")]
    public DateTimeOffset? Written { get; init; }

    /// <summary>The mode, as an octal number.</summary>
    [JsonPropertyName("mode")]
    public string? Mode { get; init; }

    /// <summary>Base64 of the CRC32 of the content, or of a part.</summary>
    [JsonPropertyName("crc32")]
    public string? Crc32 { get; init; }

    /// <summary>The number of a part, from 1.</summary>
    [JsonPropertyName("part")]
    public int? Part { get; init; }

    /// <summary>The size of parts that were begun.</summary>
    [JsonPropertyName("part_size")]
    public long? PartSize { get; init; }

    /// <summary>Whether the store checked the part's CRC32.</summary>
    [JsonPropertyName("checked")]
    public bool? Checked { get; init; }

    /// <summary>Why it failed.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
