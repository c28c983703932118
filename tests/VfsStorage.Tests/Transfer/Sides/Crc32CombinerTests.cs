using System.IO.Hashing;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Tests.Transfer.Sides;

public sealed class Crc32CombinerTests
{
    [TestCase(0, 0)]
    [TestCase(1, 0)]
    [TestCase(0, 1)]
    [TestCase(7, 1_000_003)]
    [TestCase(5 << 20, 3)]
    public void Combine_TwoPieces_IsTheChecksumOfBoth(int first, int second)
    {
        var bytes = new byte[first + second];
        new Random(first + second).NextBytes(bytes);

        var combined = Crc32Combiner.Combine(Crc32.HashToUInt32(bytes.AsSpan(0, first)), Crc32.HashToUInt32(bytes.AsSpan(first)), second);

        Assert.That(combined, Is.EqualTo(Crc32.HashToUInt32(bytes)));
    }
}
