using VfsStorage.Testing;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>"What somebody else writes at the destination after the transfer has looked stays, and is reported."</summary>
internal sealed class OtherWriterTests : TransferFixture
{
    private const int PartBytes = 64 << 10;
    private const string Theirs = "theirs";
    private const string Message = "after the transfer had looked; it stays as it is";

    private static readonly TransferOptions Options = new() { PartSizeBytes = PartBytes, DeleteSource = true };

    protected override S3TestServerOptions ServerOptions =>
        new() { Buckets = { "first", "second" }, Limits = new S3Limits { MinPartBytes = 1 }, ClientRetries = 2 };

    [Test]
    public async Task Upload_SmallFileMadeMeanwhile_Stays([Values] bool replaces)
    {
        var source = Write("a");
        Seed("first", replaces);
        Server.Faults.On(S3Operation.PutObject).Key("a").Nth(1).CallBefore(_ => Server.AddObject("first", "a", Theirs));

        await AssertStaysAsync(await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options), source);
    }

    [Test]
    public async Task Upload_LargeFileMadeMeanwhile_Stays([Values] bool replaces)
    {
        var source = Write("a", new string('x', 3 * PartBytes));
        Seed("first", replaces);
        Server.Faults.On(S3Operation.CompleteMultipartUpload).Nth(1).CallBefore(_ => Server.AddObject("first", "a", Theirs));

        await AssertStaysAsync(await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options), source);
        Assert.That(Server.CountOpenUploads("first"), Is.Zero);
    }

    [Test]
    public async Task CopyOnServer_FileMadeMeanwhile_Stays([Values] bool replaces)
    {
        Server.AddObject("second", "a", "content");
        Seed("first", replaces);
        Server.Faults.On(S3Operation.CopyObject).Nth(1).CallBefore(_ => Server.AddObject("first", "a", Theirs));

        var client = Server.CreateClient();
        var report = await TransferAsync(
            InBucket("second", client: client), InBucket("first", client: client), new TransferOptions { DeleteSource = true });

        await AssertStaysAsync(report, null);
        Assert.That(Server.GetKeys("second"), Is.EqualTo(new[] { "a" }), "its source is not deleted");
    }

    [Test]
    public async Task Download_FileMadeMeanwhile_Stays([Values] bool replaces, [Values(7, 3 * PartBytes)] int length)
    {
        Server.AddObject("first", "a", new string('x', length));
        Directory.CreateDirectory(TargetFolder);
        var target = Path.Combine(TargetFolder, "a");
        if (replaces)
        {
            File.WriteAllText(target, "old");
        }

        Server.Faults.On(S3Operation.GetObject).Nth(1).CallBefore(_ => File.WriteAllText(target, Theirs));

        var report = await TransferAsync(InBucket("first"), OnDisk(TargetFolder), Options);

        Assert.Multiple(() =>
        {
            Assert.That(report.Failed.Single().Reason, Does.Contain(Message));
            Assert.That(Directory.GetFiles(TargetFolder), Is.EqualTo(new[] { target }), "and nothing temporary");
            Assert.That(File.ReadAllText(target), Is.EqualTo(Theirs));
            Assert.That(Server.GetKeys("first"), Is.EqualTo(new[] { "a" }));
        });
    }

    [Test]
    public async Task Upload_LinkWhereAFileIsMadeMeanwhile_Stays()
    {
        File.CreateSymbolicLink(Path.Combine(SourceFolder, "a"), "elsewhere");
        Server.Faults.On(S3Operation.CompleteMultipartUpload).Nth(1).CallBefore(_ => Server.AddObject("first", "a", Theirs));

        await AssertStaysAsync(await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options), null);
        Assert.That(Server.CountOpenUploads("first"), Is.Zero);
    }

    [TestCase(S3Operation.PutObject, 7)]
    [TestCase(S3Operation.CompleteMultipartUpload, 3 * PartBytes)]
    public async Task Upload_AnswerLost_IsOurOwn(S3Operation operation, int length)
    {
        Write("a", new string('x', length));
        Server.Faults.On(operation).Nth(1).LoseAnswer();

        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options);

        Assert.That((report.Copied, report.Failed.Count), Is.EqualTo((1, 0)));
        Assert.That(await ContentAsync("first", "a"), Has.Length.EqualTo(length));
    }

    [Test]
    public async Task CopyOnServer_AnswerLost_IsOurOwn()
    {
        Server.AddObject("second", "a", "content");
        Server.Faults.On(S3Operation.CopyObject).Nth(1).LoseAnswer();

        var client = Server.CreateClient();
        var report = await TransferAsync(InBucket("second", client: client), InBucket("first", client: client));

        Assert.That((report.Copied, report.Failed.Count), Is.EqualTo((1, 0)));
    }

    private void Seed(string bucket, bool isThere)
    {
        if (isThere)
        {
            Server.AddObject(bucket, "a", "old");
        }
    }

    private async Task AssertStaysAsync(TransferReport report, string? source)
    {
        Assert.That(report.Failed.Single().Reason, Does.Contain(Message));
        Assert.That(await ContentAsync("first", "a"), Is.EqualTo(Theirs));
        Assert.That(source is null || File.Exists(source), "the source stays as well");
    }
}
