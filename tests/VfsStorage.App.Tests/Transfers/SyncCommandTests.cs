using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Transfers;

internal sealed class SyncCommandTests : TransferCommandFixture
{
    private string Source => Path.Combine(Scratch.Root, "source");

    [Test]
    public async Task Sync_Delete_MakesTheDestinationTheSame()
    {
        Write("source/a", "1");
        Server.AddObject("claims-cache", "x/old/b", "2");
        Server.AddObject("claims-cache", "x/a", "other");

        await OutputAsync("sync", Source, "s3://claims-cache/x", "--delete", "--yes");

        Assert.That(Server.GetKeys("claims-cache", "x/").Where(key => !key.EndsWith('/')), Is.EqualTo(new[] { "x/a" }));
    }

    [Test]
    public async Task Sync_DeleteAfterAFailure_DeletesNothing()
    {
        Write("source/a", "1");
        Write("source/b", "1");
        Server.AddObject("claims-cache", "x/old", "2");
        Server.Faults.On(S3Operation.PutObject).Key("x/a").Answer(500);

        var result = await RunAsync("sync", Source, "s3://claims-cache/x", "--delete", "--yes");

        Assert.That((result.ExitCode, Server.GetKeys("claims-cache", "x/old").Count), Is.EqualTo((1, 1)), result.ToString());
    }

    [Test]
    public async Task Sync_Again_ListsAndNothingElse()
    {
        Write("source/a", "1");
        await OutputAsync("sync", Source, "s3://claims-cache/x");
        var mark = Server.Requests.Mark;

        await OutputAsync("sync", Source, "s3://claims-cache/x");

        Assert.That(Server.Requests.Since(mark).ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task Sync_SameLookOtherContent_IsFoundByChecksum()
    {
        var path = Write("source/a", "1");
        var time = File.GetLastWriteTimeUtc(path);
        await OutputAsync("sync", Source, Path.Combine(Scratch.Root, "copy"));
        File.WriteAllText(Path.Combine(Scratch.Root, "copy", "a"), "2");
        File.SetLastWriteTimeUtc(Path.Combine(Scratch.Root, "copy", "a"), time);
        File.Delete(Path.Combine(Scratch.Root, "manifest-sync.jsonl"));

        await OutputAsync("sync", Source, Path.Combine(Scratch.Root, "copy"), "--checksum");

        Assert.That(Read("copy/a"), Is.EqualTo("1"));
    }

    [Test]
    public async Task Sync_Watch_CopiesWhatComesLater()
    {
        Write("source/a", "1");
        Scratch.Variables["STORAGE__S3__SERVICE_URL"] = Server.Endpoint.AbsoluteUri;
        Scratch.Variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        Scratch.Variables["AWS_SECRET_ACCESS_KEY"] = "secret-of-no-account";
        using var process = VfsProcess.Start(Scratch, "sync", "source", "s3://claims-cache/x", "--watch");
        while (await process.ReadLineAsync() is { } line && !line.StartsWith("Watching", StringComparison.Ordinal))
        {
        }

        Write("source/b", "2");
        while (await process.ReadLineAsync() is { } line && !line.StartsWith("Watching", StringComparison.Ordinal))
        {
        }

        process.Signal(2);
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(Server.GetKeys("claims-cache", "x/b"), Is.EqualTo(new[] { "x/b" }));
    }
}
