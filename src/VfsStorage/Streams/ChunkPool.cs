using System.Collections.Concurrent;

namespace VfsStorage.Streams;

/// <summary>
/// The chunks of memory that streams buffer in, used again and again. The array pool of the runtime keeps too few of one size for a large
/// transfer, and what it drops is garbage. When no stream uses any, 16 MiB are kept.
/// </summary>
internal static class ChunkPool
{
    /// <summary>The size of every chunk in bytes.</summary>
    public const int ChunkSize = 64 << 10;

    private const int AlwaysKept = (16 << 20) / ChunkSize;

    private static readonly ConcurrentStack<byte[]> Free = new();
    private static int _free;
    private static int _used;

    /// <summary>A chunk with whatever bytes it had before.</summary>
    public static byte[] Rent()
    {
        Interlocked.Increment(ref _used);
        if (Free.TryPop(out var chunk))
        {
            Interlocked.Decrement(ref _free);
            return chunk;
        }

        // Pinned, because sockets pin it anyway, again and again.
        return GC.AllocateUninitializedArray<byte>(ChunkSize, pinned: true);
    }

    public static void Return(byte[] chunk)
    {
        Free.Push(chunk);
        Interlocked.Increment(ref _free);
        if (Interlocked.Decrement(ref _used) == 0)
        {
            Trim();
        }
    }

    private static void Trim()
    {
        while (Volatile.Read(ref _free) > AlwaysKept && Free.TryPop(out _))
        {
            Interlocked.Decrement(ref _free);
        }
    }
}
