using System.Text.Json;
using System.Text.Json.Serialization;

namespace VfsStorage.Tree.Moves;

/// <summary>The content of a move's journal.</summary>
internal sealed record MoveRecord
{
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The form of this record; a later one is not touched by this library.</summary>
    public int Version { get; init; } = CurrentVersion;

    public required MovePlace Source { get; init; }

    public required MovePlace Destination { get; init; }

    public MovePhase Phase { get; init; }

    public DateTimeOffset Started { get; init; }

    /// <summary>Who works on it.</summary>
    public required Worker Worker { get; init; }

    /// <summary>Different in each version of a journal, so that a writer whose answer was lost knows its own.</summary>
    public string Stamp { get; init; } = "";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The record, or <see langword="null"/> if these bytes are none that this library understands.</summary>
    public static MoveRecord? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<MoveRecord>(bytes, Json) is { Version: CurrentVersion, Source: not null, Destination: not null, Worker: not null } record
                ? record
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
