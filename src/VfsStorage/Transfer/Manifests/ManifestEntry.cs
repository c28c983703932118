using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Manifests;

/// <summary>What a manifest knows of one path.</summary>
/// <param name="Source">The source's version that was copied, or is being copied.</param>
internal sealed record ManifestEntry(string Source)
{
    /// <summary>The copy's version once it is proven.</summary>
    public string? Proven { get; init; }

    /// <summary>What was begun and is not complete.</summary>
    public string? Token { get; init; }

    /// <summary>The size of its parts.</summary>
    public long PartSize { get; init; }

    /// <summary>The parts that have arrived, by number.</summary>
    public IReadOnlyDictionary<int, PartProof> Parts { get; init; } = new Dictionary<int, PartProof>();
}
