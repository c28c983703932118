using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing.Signing;

[TestFixture]
internal sealed class RegionTests : ServerFixture
{
    [Test]
    public async Task WrongRegion_Enforced_IsAuthorizationHeaderMalformed()
    {
        Server.Options.EnforceRegion = true;
        using var client = Server.CreateClient(ConfigFor("eu-west-1"));

        var error = await ErrorOf(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket }));

        Assert.That(Server.Requests.All[0].ErrorCode, Is.EqualTo("AuthorizationHeaderMalformed"));
        Assert.That(error.Code, Is.EqualTo("AuthorizationHeaderMalformed").Or.EqualTo("none"));
    }

    [Test]
    public async Task WrongRegion_NotEnforced_IsServed()
    {
        using var client = Server.CreateClient(ConfigFor("eu-west-1"));

        Assert.That((await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket })).KeyCount, Is.Zero);
    }

    [Test]
    public async Task BucketOfAnotherRegion_IsPermanentRedirect()
    {
        Server.CreateBucket("far-away", "ap-south-1");

        var get = await Raw.SendAsync("GET", "/far-away/a");
        var head = await Raw.SendAsync("HEAD", "/far-away");

        Assert.That((get.Status, get.Code, get.Header("x-amz-bucket-region")), Is.EqualTo((301, "PermanentRedirect", "ap-south-1")));
        Assert.That((head.Status, head.Header("x-amz-bucket-region")), Is.EqualTo((301, "ap-south-1")));
    }

    [Test]
    public async Task BucketOfAnotherRegion_SignedForIt_IsServed()
    {
        Server.CreateBucket("far-away", "ap-south-1");
        using var client = Server.CreateClient(ConfigFor("ap-south-1"));

        await client.PutObjectAsync(new PutObjectRequest { BucketName = "far-away", Key = "a", ContentBody = "x" });

        Assert.That(Server.GetKeys("far-away"), Is.EqualTo(new[] { "a" }));
    }

    private Amazon.S3.AmazonS3Config ConfigFor(string region)
    {
        var config = Server.CreateConfig();
        config.AuthenticationRegion = region;
        return config;
    }
}
