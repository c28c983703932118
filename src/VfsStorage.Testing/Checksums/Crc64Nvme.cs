using System.Buffers.Binary;

namespace VfsStorage.Testing.Checksums;

/// <summary>CRC-64/NVME, sixteen bytes a step, each byte through its own table ("slicing by sixteen").</summary>
internal static class Crc64Nvme
{
    /// <summary>The state before the first byte; the checksum is the complement of the last state.</summary>
    public const ulong Start = ulong.MaxValue;

    /// <summary>The polynomial 0xAD93D23594C93659, bits reversed.</summary>
    public const ulong ReversedPolynomial = 0x9A6C9329AC4BC9B5;

    private const int Slices = 16;
    private const int TableSize = 256;
    private static readonly ulong[] Tables = BuildTables();

    public static ulong Append(ulong state, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<ulong> t = Tables;
        while (data.Length >= Slices)
        {
            var low = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ state;
            var high = BinaryPrimitives.ReadUInt64LittleEndian(data[sizeof(ulong)..]);
            state = Step(t[(8 * TableSize)..], low) ^ Step(t, high);
            data = data[Slices..];
        }

        foreach (var b in data)
            state = t[(byte)(state ^ b)] ^ (state >> 8);
        return state;
    }

    private static ulong Step(ReadOnlySpan<ulong> t, ulong word) =>
        t[(7 * TableSize) + (byte)word]
        ^ t[(6 * TableSize) + (byte)(word >> 8)]
        ^ t[(5 * TableSize) + (byte)(word >> 16)]
        ^ t[(4 * TableSize) + (byte)(word >> 24)]
        ^ t[(3 * TableSize) + (byte)(word >> 32)]
        ^ t[(2 * TableSize) + (byte)(word >> 40)]
        ^ t[TableSize + (byte)(word >> 48)]
        ^ t[(byte)(word >> 56)];

    private static ulong[] BuildTables()
    {
        var tables = new ulong[Slices * TableSize];
        for (var i = 0; i < TableSize; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ ReversedPolynomial;
            tables[i] = value;
        }

        for (var i = TableSize; i < tables.Length; i++)
        {
            var previous = tables[i - TableSize];
            tables[i] = tables[(byte)previous] ^ (previous >> 8);
        }

        return tables;
    }
}
