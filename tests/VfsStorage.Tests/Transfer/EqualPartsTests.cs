using VfsStorage.Transfer.Running;

namespace VfsStorage.Tests.Transfer;

/// <summary>How a file of known length is cut.</summary>
public sealed class EqualPartsTests
{
    private const long MiB = 1 << 20;

    [TestCase(1, 6 * MiB, 1, 6 * MiB)]
    [TestCase((6 * MiB) + 1, 6 * MiB, 2, 6 * MiB)]
    [TestCase(60_000 * MiB, 6 * MiB, 10_000, 6 * MiB)]
    [TestCase((60_000 * MiB) + 1, 6 * MiB, 8_572, 7 * MiB)]
    [TestCase(5L << 40, 5 * MiB, 9_987, 525 * MiB)]
    public void Size_IsAsAskedUnlessThereWereTooMany(long length, long asked, int count, long size)
    {
        var parts = new EqualParts(length, asked);

        Assert.That((parts.Count, parts.Size), Is.EqualTo((count, size)));
        Assert.That(parts.StartOf(count - 1) + parts.LengthOf(count - 1), Is.EqualTo(length));
    }
}
