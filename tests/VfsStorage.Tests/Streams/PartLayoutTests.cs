using VfsStorage.Streams;

namespace VfsStorage.Tests.Streams;

/// <summary>How a file is cut into parts.</summary>
public sealed class PartLayoutTests
{
    private const long LargestObject = 5L << 40;

    [Test]
    public void CountFor_LargestObject_FitsInOneUpload([Values(5, 6, 8, 64, 5_120)] long baseMiB)
    {
        var layout = new PartLayout(baseMiB << 20);

        var count = layout.CountFor(LargestObject);

        Assert.That(count, Is.LessThanOrEqualTo(PartLayout.MaxParts));
        Assert.That(layout.SizeOf(count - 1), Is.LessThanOrEqualTo(5L << 30));
    }

    [Test]
    public void IndexOf_EveryStart_IsThatPart()
    {
        var layout = new PartLayout(6 << 20);

        for (var index = 1; index < PartLayout.MaxParts; index++)
        {
            var start = layout.StartOf(index);
            Assert.That(start, Is.EqualTo(layout.StartOf(index - 1) + layout.SizeOf(index - 1)));
            Assert.That((layout.IndexOf(start - 1), layout.IndexOf(start)), Is.EqualTo((index - 1, index)));
        }
    }
}
