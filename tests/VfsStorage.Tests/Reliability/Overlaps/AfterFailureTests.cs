using VfsStorage.Streams.Unsent;
using VfsStorage.Testing;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>What a failure leaves behind: an exception of <c>System.IO</c>, a stream that can go on, and what was written.</summary>
internal sealed class AfterFailureTests : OverlapFixture
{
    [Test]
    public async Task Close_DeleteOnCloseIsRefused_ThrowsAsADiskDoes([Values] bool isAsync)
    {
        var stream = Files.FileStream.New("/file", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        using (Server.Faults.On(S3Operation.DeleteObject).Deny())
        {
            if (isAsync)
                Assert.That(async () => await stream.DisposeAsync(), Throws.TypeOf<UnauthorizedAccessException>());
            else
                Assert.That(stream.Dispose, Throws.TypeOf<UnauthorizedAccessException>());
        }

        await Files.File.DeleteAsync("/file");
    }

    [TestCase(0, 1_000)]
    [TestCase(5 * PartBytes, 1_000)]
    [TestCase(5 * PartBytes, 4 * PartBytes)]
    public void Read_AfterOneThatFailed_AsksTheStoreAgain(int start, int count)
    {
        var content = Bytes(9 * PartBytes, 1);
        Files.File.WriteAllBytes("/file", content);
        using var stream = Files.File.OpenRead("/file");
        stream.ReadExactly(new byte[PartBytes]);
        stream.Position = start == 0 ? stream.Position : start;
        start = (int)stream.Position;
        var read = new byte[count];
        using (Server.Faults.On(S3Operation.GetObject).ResetConnection())
            Assert.That(() => stream.ReadExactly(read), Throws.InstanceOf<IOException>());

        stream.Position = start;
        stream.ReadExactly(read);

        Assert.That(read, Is.EqualTo(content.AsSpan(start, count).ToArray()));
    }

    [Test]
    public async Task Find_OthersSendTheirsMeanwhile_GoesOn()
    {
        var record = new UnsentRecord { Path = "/file", Bucket = Bucket, Key = "file", Worker = Worker.Current };
        for (var i = 0; i < 3; i++)
            (await UnsentFile.CreateAsync(Folder, record, default)).Dispose();
        var found = 0;

        foreach (var _ in UnsentFile.Find(Folder))
        {
            found++;
            Directory.GetFiles(Folder).ToList().ForEach(File.Delete);
        }

        Assert.That(found, Is.EqualTo(1));
    }

    [TestCase(FileMode.Create, 10)]
    [TestCase(FileMode.Create, (4 * PartBytes) + 17)]
    [TestCase(FileMode.Append, 10)]
    public async Task Close_ClientIsDisposedAlready_KeepsTheData(FileMode mode, int length)
    {
        using var client = QuickRetryClient.To(Server.Endpoint, retries: 0);
        using var files = NewFileSystem(client: client);
        var content = Bytes(length, 1);
        var stream = files.File.Open("/file", mode, FileAccess.Write);
        stream.Write(content);
        client.Dispose();

        Assert.That(stream.Dispose, Throws.InstanceOf<IOException>());

        var work = (await Files.Recovery.FindAsync()).Single();
        Assert.That(File.ReadAllBytes(work.Source), Is.EqualTo(content));
        Assert.That(() => files.File.Open("/file", FileMode.Open), Throws.TypeOf<ObjectDisposedException>(), "not locked");
    }

    [Test]
    public async Task Resume_BrokenOff_LeavesTheOldFileAndCanBeMadeAgain([Values(FileMode.Create, FileMode.Open)] FileMode mode)
    {
        var (old, added) = (Bytes(60 * PartBytes, 1), Bytes(48 * PartBytes, 2));
        Files.File.WriteAllBytes("/file", old);
        var stream = Files.File.Open("/file", mode, FileAccess.Write);
        stream.Write(added);
        using (Server.Faults.On(S3Operation.CompleteMultipartUpload).Deny())
            Assert.That(stream.Dispose, Throws.Exception);
        var work = (await Files.Recovery.FindAsync()).Single();
        using var stop = new CancellationTokenSource();

        // The eleventh part waits for the first to arrive, and there are mebibytes after it.
        using (Server.Faults.On(S3Operation.UploadPart).Nth(1).CallBefore(_ => stop.Cancel()))
            Assert.That(() => Files.Recovery.ResumeAsync(work, cancellationToken: stop.Token), Throws.InstanceOf<OperationCanceledException>().Or.InstanceOf<IOException>());

        Assert.That(Files.File.ReadAllBytes("/file"), Is.EqualTo(old));
        Assert.That(Server.CountOpenUploads(Bucket), Is.Zero);
        await Files.Recovery.ResumeAsync((await Files.Recovery.FindAsync()).Single());
        Assert.That(Files.File.ReadAllBytes("/file"), Is.EqualTo(mode == FileMode.Create ? added : [.. added, .. old.AsSpan(added.Length)]));
    }

    [Test]
    public void Flush_RenewalOfTheLeaseFailsAfterItsEffect_LeavesItHeld()
    {
        using var files = NewFileSystem(locking: S3Locking.Lease);
        using (var stream = files.File.Create("/file"))
        {
            stream.Write("content"u8);
            using (Server.Faults.On(S3Operation.PutObject).Where(IsLease).Nth(1).AnswerAfterProcessing(500))
                Assert.That(() => stream.Flush(flushToDisk: true), Throws.InstanceOf<IOException>());
        }

        Assert.That(files.File.ReadAllText("/file"), Is.EqualTo("content"));
    }

    [Test]
    public void Open_TakingTheLeaseFailsAfterItsEffect_CanBeMadeAgain()
    {
        using var files = NewFileSystem(locking: S3Locking.Lease);
        using (Server.Faults.On(S3Operation.PutObject).Where(IsLease).Nth(1).AnswerAfterProcessing(500))
            Assert.That(() => files.File.Create("/file"), Throws.InstanceOf<IOException>());

        files.File.Create("/file").Dispose();
    }

    private static bool IsLease(S3LoggedRequest request) => request.Key.StartsWith(".vfs/leases/", StringComparison.Ordinal);
}
