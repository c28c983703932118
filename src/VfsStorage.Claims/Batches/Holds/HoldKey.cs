using System.Globalization;

namespace VfsStorage.Claims.Batches.Holds;

/// <summary>What a batch holds: all rows of the areas, or those of one shard.</summary>
/// <param name="Shard">The shard; <see langword="null"/> for all rows.</param>
internal readonly record struct HoldKey(BatchShard? Shard)
{
    /// <summary>What every name starts with.</summary>
    public const string Prefix = "batch";

    /// <summary>The part of a file's name that stands for it.</summary>
    public string Name => Shard is { } part ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}_{part.Index}_of_{part.Count}") : Prefix;

    /// <summary>Reads <see cref="Name"/>.</summary>
    public static HoldKey? Parse(string name)
    {
        if (name == Prefix)
            return new HoldKey(null);
        return name.Split('_') is [Prefix, var index, "of", var count] && BatchShard.TryParse($"{index}/{count}", out var shard)
            && new HoldKey(shard) is var key && key.Name == name
            ? key
            : null;
    }

    /// <summary>Whether the two may not be held beside each other: only different shards of the same division may.</summary>
    public bool Excludes(HoldKey other) =>
        Shard is not { } own || other.Shard is not { } theirs || own.Count != theirs.Count || own.Index == theirs.Index;
}
