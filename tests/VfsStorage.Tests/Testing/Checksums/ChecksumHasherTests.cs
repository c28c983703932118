using System.Text;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Checksums;

[TestFixture]
internal sealed class ChecksumHasherTests
{
    private static IEnumerable<ChecksumAlgorithm> All => ChecksumNames.All;

    private static IEnumerable<ChecksumAlgorithm> Crcs => All.Where(CrcCombiner.Supports);

    [TestCase(ChecksumAlgorithm.Crc32, "CBF43926")]
    [TestCase(ChecksumAlgorithm.Crc32C, "E3069283")]
    [TestCase(ChecksumAlgorithm.Crc64Nvme, "AE8B14860A799888")]
    [TestCase(ChecksumAlgorithm.Sha1, "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    public void Finish_CheckString_IsTheCheckValue(ChecksumAlgorithm algorithm, string expected) =>
        Assert.That(Convert.ToHexString(Hash(algorithm, Encoding.ASCII.GetBytes("123456789"))), Is.EqualTo(expected));

    [TestCaseSource(nameof(All))]
    public void Append_InPieces_IsTheSameAsAtOnce(ChecksumAlgorithm algorithm)
    {
        var data = Noise(10_007);
        foreach (var piece in new[] { 1, 7, 16, 1000 })
        {
            using var hasher = ChecksumHasher.Create(algorithm);
            foreach (var chunk in data.Chunk(piece))
                hasher.Append(chunk);
            Assert.That(hasher.Finish(), Is.EqualTo(Hash(algorithm, data)), $"pieces of {piece}");
        }
    }

    [TestCaseSource(nameof(Crcs))]
    public void Combine_AnySplit_IsTheCrcOfTheWhole(ChecksumAlgorithm algorithm)
    {
        var data = Noise(5000);
        foreach (var split in new[] { 0, 1, 8, 2500, 4999, 5000 })
        {
            var (first, second) = (Hash(algorithm, data[..split]), Hash(algorithm, data[split..]));
            Assert.That(CrcCombiner.Combine(algorithm, first, second, data.Length - split), Is.EqualTo(Hash(algorithm, data)), $"split at {split}");
        }
    }

    private static byte[] Hash(ChecksumAlgorithm algorithm, byte[] data)
    {
        using var hasher = ChecksumHasher.Create(algorithm);
        hasher.Append(data);
        return hasher.Finish();
    }

    private static byte[] Noise(int length)
    {
        var data = new byte[length];
        new Random(7).NextBytes(data);
        return data;
    }
}
