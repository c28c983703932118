namespace VfsStorage.Transfer.Sides;

/// <summary>
/// The CRC32 of two pieces one after the other, from the CRC32 of each: appending n bytes to the first multiplies its remainder by x^8n
/// modulo the polynomial. See RFC 1952 for the polynomial, here with its bits reversed.
/// </summary>
internal static class Crc32Combiner
{
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;

    // x^8 in reversed bits: what one appended byte multiplies by.
    private const uint OneByte = One >> 8;

    public static uint Combine(uint first, uint second, long secondLength) => Multiply(first, Power(secondLength)) ^ second;

    /// <summary>x to the power of eight times <paramref name="bytes"/>, by squaring.</summary>
    private static uint Power(long bytes)
    {
        var (result, factor) = (One, OneByte);
        for (; bytes > 0; bytes >>= 1)
        {
            if ((bytes & 1) != 0)
            {
                result = Multiply(result, factor);
            }

            factor = Multiply(factor, factor);
        }

        return result;
    }

    private static uint Multiply(uint left, uint right)
    {
        uint product = 0;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            if ((left & bit) != 0)
            {
                product ^= right;
            }

            right = (right & 1) != 0 ? (right >> 1) ^ Polynomial : right >> 1;
        }

        return product;
    }
}
