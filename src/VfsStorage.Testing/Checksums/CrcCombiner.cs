using System.Buffers.Binary;

namespace VfsStorage.Testing.Checksums;

/// <summary>Joins the CRCs of adjacent byte ranges into the CRC of the whole, without the bytes.</summary>
/// <remarks>
/// Appending <c>n</c> zero bytes is a linear map on the CRC register, that is, a multiplication by x^(8n) modulo the
/// polynomial; the combined CRC is that product of the first, plus (exclusive or) the second.
/// </remarks>
internal static class CrcCombiner
{
    public static bool Supports(ChecksumAlgorithm algorithm) =>
        algorithm is ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C or ChecksumAlgorithm.Crc64Nvme;

    /// <summary>The CRC of <paramref name="first"/>'s bytes followed by <paramref name="second"/>'s, big-endian as they are.</summary>
    public static byte[] Combine(ChecksumAlgorithm algorithm, byte[] first, byte[] second, long secondLength)
    {
        var polynomial = algorithm switch
        {
            ChecksumAlgorithm.Crc32 => 0xEDB88320UL,
            ChecksumAlgorithm.Crc32C => 0x82F63B78UL,
            ChecksumAlgorithm.Crc64Nvme => Crc64Nvme.ReversedPolynomial,
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, null),
        };
        var field = new Field(polynomial, first.Length * 8);
        var combined = field.Multiply(field.PowerOfX(secondLength * 8), Read(first)) ^ Read(second);
        var result = new byte[first.Length];
        for (var i = result.Length - 1; i >= 0; i--, combined >>= 8)
            result[i] = (byte)combined;
        return result;
    }

    private static ulong Read(byte[] value) =>
        value.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt64BigEndian(value);

    /// <summary>Polynomials over GF(2) modulo the CRC polynomial, highest bit = x^0.</summary>
    private readonly struct Field(ulong polynomial, int width)
    {
        private ulong One => 1UL << (width - 1);

        public ulong Multiply(ulong a, ulong b)
        {
            var product = 0UL;
            for (var bit = One; bit != 0; bit >>= 1)
            {
                if ((a & bit) != 0)
                    product ^= b;
                b = (b & 1) == 0 ? b >> 1 : (b >> 1) ^ polynomial;
            }

            return product;
        }

        public ulong PowerOfX(long exponent)
        {
            var result = One;
            for (var square = One >> 1; exponent > 0; exponent >>= 1, square = Multiply(square, square))
            {
                if ((exponent & 1) != 0)
                    result = Multiply(result, square);
            }

            return result;
        }
    }
}
