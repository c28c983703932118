using System.Text.Json;
using System.Text.Json.Serialization;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Streams.Unsent;

/// <summary>What is known of data that could not be sent; stored as JSON beside the data.</summary>
internal sealed record UnsentRecord
{
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The form of this record; a later one is not touched by this library.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The file that it was written for.</summary>
    public required string Path { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    /// <summary>True if the data is to be added to the end of the file, false if it is the file's new content.</summary>
    public bool IsAppend { get; init; }

    /// <summary>The length of the data file, and of the new content.</summary>
    public long Length { get; init; }

    /// <summary>The version that was to be replaced; <see langword="null"/> for any, empty where nothing was to be there.</summary>
    public string? Replaces { get; init; }

    /// <summary>What of the new content is that of the replaced version, and not in the data file.</summary>
    public IReadOnlyList<UnsentRange> Unchanged { get; init; } = [];

    /// <summary>The mark of the write, in the file's metadata if it arrived after all.</summary>
    public string? Mark { get; init; }

    public DateTimeOffset Kept { get; init; }

    public required Worker Worker { get; init; }

    /// <summary>Why it could not be sent.</summary>
    public string Reason { get; init; } = "";

    /// <summary>False until all of the data is in the file.</summary>
    public bool IsComplete { get; init; }

    [JsonIgnore]
    public bool ReplacesNothing => Replaces is { Length: 0 };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The record, or <see langword="null"/> if these bytes are none that this library understands.</summary>
    public static UnsentRecord? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<UnsentRecord>(bytes, Json) is { Version: CurrentVersion, Key: not null, Bucket: not null, Worker: not null } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
