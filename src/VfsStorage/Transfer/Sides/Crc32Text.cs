using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace VfsStorage.Transfer.Sides;

/// <summary>CRC32 as S3 writes it, base64 of four bytes, most significant first; and of a whole stream.</summary>
internal static class Crc32Text
{
    private const int BufferBytes = 256 << 10;

    public static string Format(uint crc32)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, crc32);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The value, or <see langword="null"/> if there is none.</summary>
    public static uint? Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[4];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var count) && count == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : null;
    }

    /// <summary>Reads a stream to its end.</summary>
    public static async Task<(long Length, uint Crc32)> OfAsync(Stream stream, CancellationToken cancellationToken)
    {
        var crc32 = new Crc32();
        long length = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                crc32.Append(buffer.AsSpan(0, read));
                length += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (length, crc32.GetCurrentHashAsUInt32());
    }
}
