using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class BucketTests : ServerFixture
{
    [Test]
    public async Task Create_ThenListThenDelete()
    {
        await Client.PutBucketAsync("bucket-b");
        var listed = (await Client.ListBucketsAsync()).Buckets.Select(b => b.BucketName).ToList();
        await Client.DeleteBucketAsync("bucket-b");

        Assert.That(listed, Is.EqualTo(new[] { Bucket, "bucket-b" }));
        Assert.That((await Client.ListBucketsAsync()).Buckets.Select(b => b.BucketName), Is.EqualTo(new[] { Bucket }));
    }

    [Test]
    public async Task Create_Again_IsAlreadyOwnedByYou() =>
        Assert.That(await ErrorOf(() => Client.PutBucketAsync(Bucket)), Is.EqualTo(("BucketAlreadyOwnedByYou", 409)));

    [TestCase("ab")]
    [TestCase("Upper")]
    [TestCase("a..b")]
    [TestCase("-abc")]
    [TestCase("192.168.5.4")]
    [TestCase("xn--abc")]
    public async Task Create_IllegalName_IsInvalidBucketName(string name) =>
        Assert.That((await Raw.SendAsync("PUT", "/" + name)).Code, Is.EqualTo("InvalidBucketName"));

    [Test]
    public async Task Create_ForAnotherRegion_IsRefused()
    {
        const string Body = "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";

        Assert.That((await Raw.SendAsync("PUT", "/bucket-b", Body)).Code, Is.EqualTo("IllegalLocationConstraintException"));
    }

    [TestCase("BucketOwnerEnforced", 200)]
    [TestCase("ObjectWriter", 501)]
    public async Task Create_Ownership_IsTheOwnersOnly(string ownership, int status) =>
        Assert.That((await Raw.SendAsync("PUT", "/bucket-b", ("x-amz-object-ownership", ownership))).Status, Is.EqualTo(status));

    [TestCase(Bucket, 200)]
    [TestCase("nowhere", 404)]
    public async Task Head_TellsWhetherItExists(string name, int status)
    {
        var answer = await Raw.SendAsync("HEAD", "/" + name);

        Assert.That((answer.Status, answer.Header("x-amz-bucket-region")), Is.EqualTo((status, status == 200 ? "us-east-1" : null)));
    }

    [Test]
    public async Task Delete_NotEmpty_IsBucketNotEmpty()
    {
        Server.AddObject(Bucket, "a", "x");

        Assert.That(await ErrorOf(() => Client.DeleteBucketAsync(Bucket)), Is.EqualTo(("BucketNotEmpty", 409)));
    }

    [Test]
    public async Task Delete_WithOpenUploads_EndsThem()
    {
        var id = await MultipartUploader.CreateAsync(Client, Bucket, "m");

        await Client.DeleteBucketAsync(Bucket);
        Server.CreateBucket(Bucket);

        Assert.That((await ErrorOf(() => Client.AbortMultipartUploadAsync(Bucket, "m", id))).Code, Is.EqualTo("NoSuchUpload"));
    }

    [Test]
    public async Task Delete_Missing_IsNoSuchBucket() =>
        Assert.That((await ErrorOf(() => Client.DeleteBucketAsync("nowhere"))).Code, Is.EqualTo("NoSuchBucket"));

    [TestCase("us-east-1", "")]
    [TestCase("eu-central-1", "eu-central-1")]
    public async Task Location_IsTheRegion(string region, string expected)
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Region = region, Buckets = { Bucket } });
        using var raw = new RawClient(server.Endpoint);

        Assert.That((await raw.SendAsync("GET", $"/{Bucket}?location")).Xml.Value, Is.EqualTo(expected));
    }

    [Test]
    public async Task Versioning_IsNotEnabled() =>
        Assert.That((await Client.GetBucketVersioningAsync(Bucket)).VersioningConfig.Status?.Value ?? "Off", Is.EqualTo("Off"));

    [Test]
    public async Task Lifecycle_PutGetDelete()
    {
        var before = await ErrorOf(() => GetLifecycleAsync());
        await Client.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest
        {
            BucketName = Bucket,
            Configuration = new LifecycleConfiguration
            {
                Rules = [new LifecycleRule { Id = "abort", Status = Amazon.S3.LifecycleRuleStatus.Enabled, Filter = new LifecycleFilter(), AbortIncompleteMultipartUpload = new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = 3 } }],
            },
        });
        var stored = (await GetLifecycleAsync()).Configuration.Rules.Single();
        await Client.DeleteLifecycleConfigurationAsync(new DeleteLifecycleConfigurationRequest { BucketName = Bucket });

        Assert.That((stored.Id, stored.AbortIncompleteMultipartUpload.DaysAfterInitiation), Is.EqualTo(("abort", 3)));
        Assert.That(before, Is.EqualTo(("NoSuchLifecycleConfiguration", 404)));
        Assert.That(await ErrorOf(() => GetLifecycleAsync()), Is.EqualTo(("NoSuchLifecycleConfiguration", 404)));

        async Task<GetLifecycleConfigurationResponse> GetLifecycleAsync()
        {
            var answer = await Raw.SendAsync("GET", $"/{Bucket}?lifecycle");
            return answer.Status == 200
                ? await Client.GetLifecycleConfigurationAsync(Bucket)
                : throw new Amazon.S3.AmazonS3Exception("lifecycle") { ErrorCode = answer.Code, StatusCode = (System.Net.HttpStatusCode)answer.Status };
        }
    }

    [Test]
    public async Task ExpectedOwner_Other_IsAccessDenied()
    {
        Server.AddObject(Bucket, "a", "x");

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("x-amz-expected-bucket-owner", "000000000000"))).Code, Is.EqualTo("AccessDenied"));
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("x-amz-expected-bucket-owner", "123456789012"))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task ListBuckets_Pages()
    {
        Server.CreateBucket("bucket-b");
        Server.CreateBucket("other");

        var first = await Client.ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 1, Prefix = "bucket" });
        var second = await Client.ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 1, Prefix = "bucket", ContinuationToken = first.ContinuationToken });

        Assert.That((first.Buckets.Single().BucketName, second.Buckets.Single().BucketName, second.ContinuationToken), Is.EqualTo((Bucket, "bucket-b", (string?)null)));
    }
}
