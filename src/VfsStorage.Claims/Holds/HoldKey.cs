using System.Globalization;
using VfsStorage.Claims.Batches;

namespace VfsStorage.Claims.Holds;

/// <summary>What is held: all of the areas, or one shard of their rows.</summary>
/// <param name="Kind">What for.</param>
/// <param name="Shard">The shard; <see langword="null"/> for everything.</param>
internal readonly record struct HoldKey(HoldKind Kind, BatchShard? Shard = null)
{
    /// <summary>The part of a file's name that stands for it.</summary>
    public string Name => Shard is { } part ? string.Create(CultureInfo.InvariantCulture, $"{Kind.Prefix}_{part.Index}_of_{part.Count}") : Kind.Prefix;

    /// <summary>Reads <see cref="Name"/>.</summary>
    public static HoldKey? Parse(HoldKind kind, string name)
    {
        if (name == kind.Prefix)
            return new HoldKey(kind);
        return name.Split('_') is [_, var index, "of", var count] && BatchShard.TryParse($"{index}/{count}", out var shard)
            && new HoldKey(kind, shard) is var key && key.Name == name
            ? key
            : null;
    }

    /// <summary>Whether the two may not be held beside each other: only different shards of the same division may.</summary>
    public bool Excludes(HoldKey other) =>
        Shard is not { } own || other.Shard is not { } theirs || own.Count != theirs.Count || own.Index == theirs.Index;
}
