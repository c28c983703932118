using VfsStorage.App.Locations;

namespace VfsStorage.App.Tests.Locations;

public sealed class SizeTextTests
{
    [TestCase(0, "0 B")]
    [TestCase(1023, "1023 B")]
    [TestCase(1024, "1.0 KiB")]
    [TestCase(1536, "1.5 KiB")]
    [TestCase((1024 * 1024) - 1, "1.0 MiB")]
    [TestCase(3L << 30, "3.0 GiB")]
    public void Bytes_Number_HasABinaryUnit(long bytes, string expected) => Assert.That(SizeText.Bytes(bytes), Is.EqualTo(expected));

    [TestCase(0.84, "0.8 s")]
    [TestCase(185, "3 min 05 s")]
    [TestCase(7800, "2 h 10 min")]
    public void Duration_Time_IsShort(double seconds, string expected) =>
        Assert.That(SizeText.Duration(TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));

    [Test]
    public void Count_One_HasNoPlural() => Assert.That((SizeText.Count(1, "file"), SizeText.Count(1200, "file")), Is.EqualTo(("1 file", "1,200 files")));
}
