namespace VfsStorage.Streams;

/// <summary>The place of one part in a spill file; offsets are those within the part, and nothing is written past its end.</summary>
internal readonly record struct SpillRange(SpillFile File, long Start, long Length)
{
    /// <summary>Writes at an offset; answers how many bytes lie within the part.</summary>
    public async ValueTask<int> WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(bytes.Length, Length - offset);
        await File.WriteAsync(Start + offset, new(bytes[..count]), cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <summary>Reads bytes that were written before.</summary>
    public ValueTask ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        File.ReadAsync(Start + offset, destination, cancellationToken);
}
