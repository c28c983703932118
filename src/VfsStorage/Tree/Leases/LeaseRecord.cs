using System.Text.Json;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Tree.Leases;

/// <summary>The content of a lease object.</summary>
internal sealed record LeaseRecord
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Path { get; init; }

    public required Worker Holder { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>The fencing token: each holder's is greater than that of the one before.</summary>
    public long Token { get; init; }

    /// <summary>How long it holds after it was last written.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Different in each version, so that a writer whose answer was lost knows its own.</summary>
    public string Stamp { get; init; } = "";

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The record, or <see langword="null"/> if these bytes are none.</summary>
    public static LeaseRecord? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<LeaseRecord>(bytes, Json) is { Holder: not null } record ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
