using System.Buffers.Binary;

namespace VfsStorage.Testing;

/// <summary>
/// Bytes that follow from their position, so that objects of many gigabytes can be written, read and checked without being kept.
/// </summary>
/// <remarks>
/// A server with <see cref="S3TestServerOptions.DiscardContentFromBytes"/> answers reads of what it discarded with these bytes; the offset
/// is the position in the object, across all parts.
/// </remarks>
public static class SyntheticContent
{
    private const int WordBytes = sizeof(ulong);
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Fills <paramref name="destination"/> with the bytes at <paramref name="offset"/> and after.</summary>
    /// <param name="offset">Position of the first byte, 0 or more.</param>
    /// <param name="destination">The buffer to fill completely.</param>
    public static void Fill(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var lead = (int)(offset % WordBytes);
        Span<byte> word = stackalloc byte[WordBytes];
        if (lead != 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, WordAt(offset / WordBytes));
            var count = Math.Min(WordBytes - lead, destination.Length);
            word.Slice(lead, count).CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }

        var index = offset / WordBytes;
        for (; destination.Length >= WordBytes; destination = destination[WordBytes..])
            BinaryPrimitives.WriteUInt64LittleEndian(destination, WordAt(index++));
        BinaryPrimitives.WriteUInt64LittleEndian(word, WordAt(index));
        word[..destination.Length].CopyTo(destination);
    }

    /// <summary>Whether <paramref name="bytes"/> are what <see cref="Fill"/> writes at <paramref name="offset"/>.</summary>
    /// <param name="offset">Position of the first byte, 0 or more.</param>
    /// <param name="bytes">The bytes to check.</param>
    public static bool Matches(long offset, ReadOnlySpan<byte> bytes)
    {
        Span<byte> expected = stackalloc byte[4096];
        while (!bytes.IsEmpty)
        {
            var piece = expected[..Math.Min(expected.Length, bytes.Length)];
            Fill(offset, piece);
            if (!bytes[..piece.Length].SequenceEqual(piece))
                return false;
            bytes = bytes[piece.Length..];
            offset += piece.Length;
        }

        return true;
    }

    private static ulong WordAt(long index)
    {
        var word = ((ulong)index + 1) * Multiplier;
        return word ^ (word >> 32);
    }
}
