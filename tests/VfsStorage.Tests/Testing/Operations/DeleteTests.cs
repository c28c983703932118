using System.Text;
using Amazon.S3.Model;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class DeleteTests : ServerFixture
{
    [Test]
    public async Task Delete_RemovesTheObject()
    {
        Server.AddObject(Bucket, "a", "x");

        await Client.DeleteObjectAsync(Bucket, "a");

        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [Test]
    public async Task Delete_Missing_Succeeds() =>
        Assert.That((int)(await Client.DeleteObjectAsync(Bucket, "a")).HttpStatusCode, Is.EqualTo(204));

    [Test]
    public async Task BulkDelete_NamesEveryKey()
    {
        Server.AddObject(Bucket, "a", "x");

        var answer = await Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = [new KeyVersion { Key = "a" }, new KeyVersion { Key = "missing" }] });

        Assert.That(answer.DeletedObjects.Select(d => d.Key), Is.EqualTo(new[] { "a", "missing" }));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [Test]
    public async Task BulkDelete_Quiet_NamesNone()
    {
        Server.AddObject(Bucket, "a", "x");

        var answer = await Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Quiet = true, Objects = [new KeyVersion { Key = "a" }] });

        Assert.That(answer.DeletedObjects ?? [], Is.Empty);
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [Test]
    public async Task BulkDelete_WithoutDigest_IsInvalidRequest() =>
        Assert.That((await Raw.SendAsync("POST", $"/{Bucket}?delete", "<Delete><Object><Key>a</Key></Object></Delete>")).Code, Is.EqualTo("InvalidRequest"));

    [TestCase("<Delete>")]
    [TestCase("<Other/>")]
    [TestCase("<Delete/>")]
    [TestCase("<Delete><Object><Name>a</Name></Object></Delete>")]
    public async Task BulkDelete_Malformed_IsMalformedXml(string body) =>
        Assert.That((await BulkDeleteAsync(body)).Code, Is.EqualTo("MalformedXML"));

    [TestCase(1000, 200)]
    [TestCase(1001, 400)]
    public async Task BulkDelete_IsLimitedTo1000Keys(int count, int status)
    {
        var body = "<Delete>" + string.Concat(Enumerable.Range(0, count).Select(i => $"<Object><Key>{i}</Key></Object>")) + "</Delete>";

        Assert.That((await BulkDeleteAsync(body)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task BulkDelete_UnknownVersion_FailsThatKey()
    {
        Server.AddObject(Bucket, "a", "x");

        var answer = await BulkDeleteAsync("<Delete><Object><Key>a</Key><VersionId>1</VersionId></Object><Object><Key>b</Key><VersionId>null</VersionId></Object></Delete>");

        Assert.That((answer.Child("Error"), answer.Child("Deleted")), Is.EqualTo(("aInvalidArgumentInvalid version id specified", "b")));
    }

    private Task<RawAnswer> BulkDeleteAsync(string body)
    {
        var md5 = Md5.Base64Of(Encoding.UTF8.GetBytes(body));
        return Raw.SendAsync("POST", $"/{Bucket}?delete", body, ("Content-MD5", md5));
    }
}
