using System.Security.Cryptography;
using System.Text.Json;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Tree.Leases;

/// <summary>The content of a lease object.</summary>
internal sealed record LeaseRecord
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Path { get; init; }

    public required Worker Holder { get; init; }

    /// <summary>Where the holder's process id means something; <see langword="null"/> if that is not known.</summary>
    public string? HolderSpace { get; init; }

    /// <summary>When the holder took it, by its clock; for people.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How many holders it has had since the object was made, this one included.</summary>
    public long Generation { get; init; }

    /// <summary>How long it holds after it was last written.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// The fencing token: random in each version, so that no two versions have the same ETag. A commit proves that its holder's is the last one.
    /// </summary>
    public string Token { get; init; } = "";

    /// <summary>True if its holder certainly runs no more.</summary>
    public bool HasEnded => HolderSpace is not null && HolderSpace == ProcessSpace.Current && Holder.HasEnded;

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

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
