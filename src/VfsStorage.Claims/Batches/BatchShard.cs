using System.Buffers.Binary;
using System.Globalization;
using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>One of several processes that share a batch: each takes the rows of its employees, so that an employee's rows stay in order.</summary>
public readonly record struct BatchShard
{
    /// <summary>The most shards a batch can have.</summary>
    public const int MaxCount = 10_000;

    /// <summary>Names a shard.</summary>
    /// <param name="index">From 0, as job engines count.</param>
    /// <param name="count">How many shards there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    public BatchShard(int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        Index = index;
        Count = count;
    }

    /// <summary>This shard, from 0.</summary>
    public int Index { get; }

    /// <summary>How many shards there are.</summary>
    public int Count { get; }

    /// <summary>Reads <c>I/N</c>, such as <c>0/8</c> for the first of eight.</summary>
    public static bool TryParse(string text, out BatchShard shard)
    {
        ArgumentNullException.ThrowIfNull(text);
        shard = default;
        if (text.Split('/') is not [var first, var second]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > MaxCount
            || index >= count)
        {
            return false;
        }

        shard = new BatchShard(index, count);
        return true;
    }

    /// <summary>Whether the shard takes the rows of <paramref name="employeeNumber"/>: a hash that is the same on every host and in every version.</summary>
    public bool Owns(string employeeNumber) =>
        BinaryPrimitives.ReadUInt32BigEndian(RowDigest.Of(employeeNumber)) % (uint)Count == (uint)Index;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
