using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

public sealed class SequenceStreamTests
{
    private static readonly byte[] Content = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(1000)]
    public void Read_AcrossSegments_YieldsAll(int bufferSize)
    {
        using var stream = Stream();
        var read = new MemoryStream();
        stream.CopyTo(read, bufferSize);
        Assert.That(read.ToArray(), Is.EqualTo(Content));
    }

    [TestCase(0)]
    [TestCase(33)]
    [TestCase(34)]
    [TestCase(100)]
    public void Position_Set_ReadsFromThere(int position)
    {
        using var stream = Stream();
        _ = stream.Read(new byte[50]);
        stream.Position = position;
        var rest = new byte[100 - position];
        stream.ReadExactly(rest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rest, Is.EqualTo(Content[position..]));
            Assert.That((stream.Position, stream.Length, stream.ReadByte()), Is.EqualTo((100L, 100L, -1)));
        }
    }

    [Test]
    public void Seek_FromEachOrigin_IsThere()
    {
        using var stream = Stream();
        Assert.That(
            (stream.Seek(10, SeekOrigin.Begin), stream.Seek(5, SeekOrigin.Current), stream.Seek(-1, SeekOrigin.End)),
            Is.EqualTo((10L, 15L, 99L)));
    }

    [Test]
    public void Empty_Yields_Nothing()
    {
        using var stream = new SequenceStream(default);
        Assert.That((stream.Length, stream.Read(new byte[1]), stream.Seek(0, SeekOrigin.Begin)), Is.EqualTo((0L, 0, 0L)));
    }

    private static SequenceStream Stream() => new(Segments.Of(Content[..33], Content[33..34], [], Content[34..]));
}
