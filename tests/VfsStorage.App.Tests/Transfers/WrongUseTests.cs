using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Transfers;

/// <summary>Wrong use ends in one clear line, and nothing is lost.</summary>
internal sealed class WrongUseTests : TransferCommandFixture
{
    [SetUp]
    public void AddFile() => Write("drop/a.csv");

    [Test]
    public async Task Sync_SamePlace_IsRefused() =>
        Assert.That(await ErrorAsync(2, "sync", Path("drop"), Path("drop") + "/."), Does.Contain("are the same"));

    [Test]
    public async Task Sync_SamePlaceBehindALink_IsRefused()
    {
        File.CreateSymbolicLink(Path("link"), Path("drop"));

        Assert.That(await ErrorAsync(2, "sync", Path("drop"), Path("link")), Does.Contain("overlap"));
    }

    [Test]
    public async Task Sync_OneInTheOther_IsRefused() =>
        Assert.That(await ErrorAsync(2, "sync", Path("drop"), Path("drop/inner"), "--delete", "--yes"), Does.Contain("overlap"));

    [Test]
    public async Task Sync_OnePrefixInTheOther_IsRefused() =>
        Assert.That(await ErrorAsync(2, "sync", "s3://claims-input/a", "s3://claims-input", "--delete", "--yes"), Does.Contain("overlap"));

    [Test]
    public async Task Sync_NoSource_IsRefused() =>
        Assert.That(await ErrorAsync(2, "sync", Path("nowhere"), "s3://claims-input/x"), Does.Contain("does not exist"));

    [Test]
    public async Task Sync_NoSourceInS3_IsRefused() =>
        Assert.That(await ErrorAsync(2, "sync", "s3://claims-input/nowhere", Path("there")), Does.Contain("does not exist"));

    [Test]
    public async Task Sync_NoBucket_IsRefused() =>
        Assert.That(await ErrorAsync(2, "sync", Path("drop"), "s3://no-such-bucket/x"), Does.Contain("The bucket does not exist").And.Contain("no-such-bucket"));

    [Test]
    public async Task Migrate_AreaWithoutBucket_NamesTheKey()
    {
        Configure(new Dictionary<string, object> { ["service_url"] = Server.Endpoint.AbsoluteUri, ["cache_bucket"] = "" });

        Assert.That(
            await ErrorAsync(2, "migrate", "--from", "local", "--to", "s3", "--area", "cache", "--yes"), Does.Contain("storage.s3.cache_bucket"));
    }

    [Test]
    public async Task Migrate_BothEndsTheSame_IsRefused() =>
        Assert.That(await ErrorAsync(2, "migrate", "--from", "s3", "--to", "s3", "--yes"), Does.Contain("both s3"));

    [Test]
    public async Task Sync_NoPermission_StopsAtTheFirstFile()
    {
        Write("drop/b.csv");
        Server.Faults.On(S3Operation.PutObject).Deny();

        var result = await RunAsync("sync", Path("drop"), "s3://claims-input/x", "--parallel", "1");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Errors, Does.Contain("AccessDenied"));
        Assert.That(File.Exists(Path("drop/a.csv")), Is.True);
    }

    [Test]
    public async Task Sync_BucketInAnotherRegion_SaysSo()
    {
        Server.Options.EnforceRegion = true;
        Configure(new Dictionary<string, object> { ["service_url"] = Server.Endpoint.AbsoluteUri, ["aws_region"] = "eu-west-3", ["compatibility"] = "aws" });

        Assert.That(
            await ErrorAsync(2, "sync", Path("drop"), "s3://claims-input/x"), Does.Contain("in another region").And.Contain("storage.s3.aws_region"));
    }

    private string Path(string name) => System.IO.Path.Combine(Scratch.Root, name);
}
