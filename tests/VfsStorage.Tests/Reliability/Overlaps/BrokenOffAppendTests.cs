using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>A long append whose write is cancelled or fails while what was written goes over into an upload: nothing written before it is lost.</summary>
internal sealed class BrokenOffAppendTests : OverlapFixture
{
    private const int OldLength = PartBytes + 1_000;
    private const int FirstLength = PartBytes - 5_000;

    [Test]
    public async Task Write_CancelledInTheMiddle_KeepsWhatWasWrittenBefore(
        [Values(S3Operation.HeadObject, S3Operation.GetObject, S3Operation.CreateMultipartUpload)] S3Operation at)
    {
        var (old, first, second) = (Bytes(OldLength, 1), Bytes(FirstLength, 2), Bytes(4 * PartBytes, 3));
        Files.File.WriteAllBytes("/file", old);
        using var stop = new CancellationTokenSource();
        using var dropped = at == S3Operation.CreateMultipartUpload ? Server.Faults.On(S3Operation.AbortMultipartUpload).Nth(1).HoldAnswer() : null;

        await using (var stream = Files.File.Open("/file", FileMode.Append))
        {
            await stream.WriteAsync(first);
            using (var hold = Server.Faults.On(at).Hold())
            {
                var write = stream.WriteAsync(second, stop.Token).AsTask();
                await Task.WhenAny(hold.Arrived, write);
                await stop.CancelAsync();
                Assert.That(() => write, Throws.InstanceOf<OperationCanceledException>());
                hold.Release();
            }
        }

        var content = Files.File.ReadAllBytes("/file");
        var written = content.AsSpan(OldLength);
        Assert.That(content.AsSpan(0, OldLength).SequenceEqual(old), "what was there");
        Assert.That(written.Length, Is.GreaterThanOrEqualTo(FirstLength));
        Assert.That(written.SequenceEqual([.. first, .. second.AsSpan(0, written.Length - FirstLength)]), "what was written, in order and once");
        await (dropped?.Arrived ?? Task.CompletedTask);
        Assert.That(Server.CountOpenUploads(Bucket), Is.Zero, "an upload whose beginning was broken off is dropped as well");
    }

    [Test]
    public void Write_FailsInTheMiddle_CanBeMadeAgain([Values(S3Operation.HeadObject, S3Operation.GetObject, S3Operation.CreateMultipartUpload)] S3Operation at)
    {
        var (old, first, second) = (Bytes(OldLength, 1), Bytes(FirstLength, 2), Bytes(4 * PartBytes, 3));
        Files.File.WriteAllBytes("/file", old);

        using (var stream = Files.File.Open("/file", FileMode.Append))
        {
            stream.Write(first);
            using (Server.Faults.On(at).Answer(403))
                Assert.That(() => stream.Write(second), Throws.Exception);
            stream.Write(second.AsSpan((int)(stream.Position - OldLength - FirstLength)));
        }

        Assert.That(Files.File.ReadAllBytes("/file").AsSpan().SequenceEqual([.. old, .. first, .. second]));
        Assert.That(Server.CountOpenUploads(Bucket), Is.Zero);
    }
}
