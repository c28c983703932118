using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects;

public sealed class CountRequestsTests
{
    [Test]
    public async Task CountRequests_OfSynchronousCalls_IsWhatTheServerSaw()
    {
        await using var server = await S3TestServer.StartAsync();
        server.CreateBucket("bucket");
        using var client = server.CreateClient();
        using var fileSystem = new S3FileSystem(client, "bucket", options: new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws } });
        using var count = fileSystem.CountRequests();
        fileSystem.File.WriteAllText("/a", "text");
        fileSystem.File.ReadAllText("/a");
        fileSystem.File.Move("/a", "/b");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(count.Total, Is.EqualTo(server.Requests.Count()));
            Assert.That((count.Puts, count.Gets, count.Copies, count.Deletes), Is.EqualTo((1L, 1L, 1L, 1L)));
            Assert.That((count.SentBytes, count.ReceivedBytes), Is.EqualTo((4L, 4L)));
            Assert.That(count.ToString(), Does.StartWith($"{count.Total} requests ("));
        }
    }
}
