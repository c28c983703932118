using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;

namespace VfsStorage.App.Tests.Diagnosis;

/// <summary>What earlier programs left in the store: what is told, what <c>--fix</c> removes, and what it must not touch.</summary>
[TestFixture]
internal sealed class LeftoverTests : DoctorFixture
{
    private const string Probe = "input/sub/.vfs-probe-0123456789abcdef0123456789abcdef-put";
    private const string Copy = "input/.vfs-copy-0123456789abcdef0123456789abcdef.tmp";

    private readonly FakeTimeProvider _server = new(DateTimeOffset.UtcNow.AddDays(-3));

    [SetUp]
    public Task StartAsync() => StartAsync(change: options => options.TimeProvider = _server);

    [Test]
    public async Task Examine_ForeignKeys_AreToldAndLeftAlone()
    {
        Server.AddObject("claims-input", "input/a//b", "");
        Server.AddObject("claims-input", "input/../c", "");
        Server.AddObject("claims-input", "input/fine/", "");
        Server.AddObject("claims-input", "input/fine/d.csv", "");

        await ExamineAsync(fix: true);

        var finding = Find("input", "2 keys that no path can name: 'input/../c', 'input/a//b'");
        Assert.That(finding.Level, Is.EqualTo(StorageFindingLevel.Warning));
        Assert.That(finding.Fixed, Is.Empty);
        Assert.That(Server.GetKeys("claims-input"), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Examine_ThrowAwayObjects_AreDeletedOnlyWhenAskedAndOld()
    {
        Server.AddObject("claims-input", Probe, "x");
        Server.AddObject("claims-input", Copy, "x");
        Server.AddObject("claims-input", "input/.vfs-probe-of-somebody-else", "x");
        _server.SetUtcNow(DateTimeOffset.UtcNow);
        Server.AddObject("claims-input", Probe.Replace("0123", "9999", StringComparison.Ordinal), "x");

        await ExamineAsync();

        var finding = Find("input", "2 throw-away objects left behind");
        Assert.That((finding.Level, finding.CanBeFixed, finding.Remedy), Is.EqualTo((StorageFindingLevel.Warning, true, "vfs doctor --fix deletes them.")));
        Assert.That(Server.GetKeys("claims-input"), Has.Count.EqualTo(4));

        await ExamineAsync(fix: true);

        Assert.That(
            Find("input", "2 throw-away objects left behind").Fixed,
            Is.EqualTo(new[] { $"deleted s3://claims-input/{Copy}", $"deleted s3://claims-input/{Probe}" }));
        Assert.That(Server.GetKeys("claims-input"), Has.Count.EqualTo(2).And.None.EqualTo(Probe).And.None.EqualTo(Copy));
    }

    [Test]
    public async Task Examine_IncompleteUploads_AreAbortedOnlyWhenAskedOldAndBelowThePrefix()
    {
        await BeginAsync("output/report.json");
        await BeginAsync("elsewhere/report.json");
        _server.SetUtcNow(DateTimeOffset.UtcNow);
        await BeginAsync("output/young.json");

        await ExamineAsync();

        var finding = Find("output", "incomplete uploads that are billed: 1 of this account");
        Assert.That((finding.Level, finding.CanBeFixed), Is.EqualTo((StorageFindingLevel.Warning, true)));
        Assert.That(finding.Message, Does.Contain("'output/report.json'"));
        Assert.That(Server.CountOpenUploads("claims-output"), Is.EqualTo(3));

        await ExamineAsync(fix: true);

        Assert.That(Find("output", "incomplete uploads").Fixed, Has.Count.EqualTo(1).And.One.Contains("s3://claims-output/output/report.json"));
        Assert.That(Server.CountOpenUploads("claims-output"), Is.EqualTo(2));
    }

    [Test]
    public async Task Examine_UploadCannotBeAborted_SaysWhy()
    {
        await BeginAsync("output/report.json");
        _server.SetUtcNow(DateTimeOffset.UtcNow);
        Server.Faults.On(Testing.S3Operation.AbortMultipartUpload).Where(request => request.Key == "output/report.json").Deny();

        await ExamineAsync(fix: true);

        var finding = Find("output", "incomplete uploads");
        Assert.That((finding.Level, finding.Fixed.Count), Is.EqualTo((StorageFindingLevel.Warning, 0)));
        Assert.That(finding.Remedy, Does.Contain("s3:AbortMultipartUpload"));
    }

    [Test]
    public async Task Examine_UnfinishedMove_PointsToRecover()
    {
        Server.AddObject("claims-input", "input/old/a", "a");
        Server.AddObject("claims-input", "input/old/b", "b");
        using var client = Server.CreateClient();
        var options = new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws }, TimeProvider = _server };
        using (var files = new S3FileSystem(client, [new S3Mount("/drop", "claims-input", "input/")], options))
        using (Server.Faults.On(Testing.S3Operation.DeleteObjects).ResetConnection())
            Assert.Throws<IOException>(() => files.Directory.Move("/drop/old", "/drop/new"));
        _server.SetUtcNow(DateTimeOffset.UtcNow);

        await ExamineAsync(fix: true);

        var finding = Find("unfinished work", "the move of /drop/old to /drop/new");
        Assert.That(finding.Level, Is.EqualTo(StorageFindingLevel.Warning));
        Assert.That(finding.Remedy, Does.Contain("vfs recover"));
        Assert.That(finding.Fixed, Is.Empty, "Whether to finish or to take back is for people to say.");
    }

    private async Task BeginAsync(string key)
    {
        using var client = Server.CreateClient();
        await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = "claims-output", Key = key });
    }
}
