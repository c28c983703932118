using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Searching;

/// <summary>What a search found, or why it found nothing.</summary>
internal sealed record SearchResult
{
    public required string Source { get; init; }

    public required string Strategy { get; init; }

    public string? CrdNumber { get; init; }

    public JsonObject? BasicResult { get; init; }

    public JsonObject? DetailedResult { get; init; }

    /// <summary>The individual in one form for all sources; <see langword="null"/> if nobody was found.</summary>
    public Individual? Individual { get; init; }

    /// <summary>Why no search could be made; empty if one was made.</summary>
    public IReadOnlyList<string> SkipReasons { get; init; } = [];

    /// <summary>Why there is no individual, in one sentence.</summary>
    public string? Error { get; init; }
}
