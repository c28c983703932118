using VfsStorage.Objects;

namespace VfsStorage.Tree.Moves;

/// <summary>Tells whether two objects have the same bytes: by their ETags, by their checksums, or, where neither says it, by reading both.</summary>
internal sealed class ObjectComparer(IObjectStore store)
{
    private const int BufferBytes = 256 << 10;

    public async Task<bool> AreEqualAsync(ObjectKey firstKey, ObjectInfo first, ObjectKey secondKey, ObjectInfo second, CancellationToken cancellationToken)
    {
        if (first.Length != second.Length)
        {
            return false;
        }

        if (first.ETag == second.ETag || first.Length == 0)
        {
            return true;
        }

        // An ETag that differs says nothing of uploads in parts, or where the store encrypts.
        var one = first.Crc32 ?? (await store.HeadAsync(firstKey, cancellationToken).ConfigureAwait(false))?.Crc32;
        var other = second.Crc32 ?? (await store.HeadAsync(secondKey, cancellationToken).ConfigureAwait(false))?.Crc32;
        return one is not null && other is not null
            ? one == other
            : await HaveSameBytesAsync(firstKey, first, secondKey, second, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> HaveSameBytesAsync(ObjectKey firstKey, ObjectInfo first, ObjectKey secondKey, ObjectInfo second, CancellationToken cancellationToken)
    {
        var one = await store.GetAsync(firstKey, null, first.ETag, cancellationToken).ConfigureAwait(false);
        await using var _ = one.ConfigureAwait(false);
        var other = await store.GetAsync(secondKey, null, second.ETag, cancellationToken).ConfigureAwait(false);
        await using var __ = other.ConfigureAwait(false);
        var (left, right) = (new byte[BufferBytes], new byte[BufferBytes]);
        for (var remaining = first.Length; remaining > 0;)
        {
            var count = (int)Math.Min(BufferBytes, remaining);
            await one.Content.ReadExactlyAsync(left.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            await other.Content.ReadExactlyAsync(right.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            if (!left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count)))
            {
                return false;
            }

            remaining -= count;
        }

        return true;
    }
}
