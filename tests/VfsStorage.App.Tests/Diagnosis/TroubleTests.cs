using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Diagnosis;

/// <summary>Each thing that can be wrong is told, with what to do about it, and nothing is left behind where it could be removed.</summary>
[TestFixture]
internal sealed class TroubleTests : DoctorFixture
{
    [TestCase("s3:inptu_bucket", "x", "unknown key storage.s3.inptu_bucket; did you mean input_bucket?")]
    [TestCase("s3:input_bucket", null, "storage.s3.input_bucket: it is missing")]
    [TestCase("s3:aws_secret_access_key", "x", "storage.s3.aws_secret_access_key: credentials do not belong in a configuration")]
    [TestCase("s3:service_url", "http://store.example.com", "is not https")]
    [TestCase("mode", "cloud", "storage.mode: 'cloud' is not one of local, s3")]
    public async Task Examine_ConfigurationMistake_IsAllThatIsTold(string key, string? value, string expected)
    {
        await StartAsync();
        Set(key, value);

        await ExamineAsync();

        Assert.That(Findings, Has.Count.EqualTo(1), All());
        Assert.That(Find("configuration", expected).Level, Is.EqualTo(StorageFindingLevel.Error));
        Assert.That(Server.Requests.All, Is.Empty);
    }

    [Test]
    public async Task Examine_BucketDoesNotExist_NamesItsKey()
    {
        await StartAsync();
        Set("s3:cache_bucket", "nobodys-bucket");

        await ExamineAsync();

        var finding = Find("cache", "s3://nobodys-bucket/cache/ cannot be listed (NoSuchBucket, HTTP 404)");
        Assert.That(finding.Level, Is.EqualTo(StorageFindingLevel.Error));
        Assert.That(finding.Remedy, Is.EqualTo("Create the bucket 'nobodys-bucket', or correct storage.s3.cache_bucket."));
        Assert.That(Find("output", "list, write, read").Level, Is.EqualTo(StorageFindingLevel.Ok), "The others are examined all the same.");
        AssertNothingIsLeft();
    }

    [Test]
    public async Task Examine_WrongSecret_NamesTheCredentials()
    {
        await StartAsync(change: options => options.Credentials.Add(new S3Credentials("AKIAIOSFODNN7EXAMPLE", "another-secret")));

        await ExamineAsync();

        Assert.That(Find("input", "cannot be listed (SignatureDoesNotMatch").Remedy, Does.Contain("AWS_SECRET_ACCESS_KEY"));
        Assert.That(All(), Does.Not.Contain("secret-of-no-account"));
    }

    [Test]
    public async Task Examine_OtherRegion_NamesTheKey()
    {
        await StartAsync(change: options => (options.Region, options.EnforceRegion) = ("eu-west-1", true));
        Set("s3:aws_region", "us-east-1");

        await ExamineAsync();

        Assert.That(Find("input", "cannot be listed").Remedy, Is.EqualTo("The bucket is in another region: correct storage.s3.aws_region."), All());
    }

    [Test]
    public async Task Examine_ProfileDoesNotExist_NamesTheWays()
    {
        await StartAsync();
        Set("s3:profile", "nobody");

        await ExamineAsync();

        Assert.That(Find("credentials", "none can be had").Remedy, Does.Contain("storage.s3.profile"));
        Assert.That(Findings.Select(finding => finding.Subject), Has.None.EqualTo("input"));
    }

    [Test]
    public async Task Examine_NobodyAnswers_SaysSoOnce()
    {
        await StartAsync();
        await Server.DisposeAsync();

        await ExamineAsync();

        Assert.That(Worse.Single().Message, Does.Contain("does not answer: Connection refused"), All());
        Assert.That(Worse.Single().Remedy, Does.Contain("storage.s3.service_url"));
    }

    [TestCase(S3Operation.PutObject, "output", "write", "s3:PutObject", StorageFindingLevel.Error)]
    [TestCase(S3Operation.PutObject, "input", "write", "s3:PutObject", StorageFindingLevel.Warning)]
    [TestCase(S3Operation.GetObject, "cache", "read", "s3:GetObject", StorageFindingLevel.Error)]
    [TestCase(S3Operation.DeleteObject, "input", "delete", "s3:DeleteObject", StorageFindingLevel.Error)]
    [TestCase(S3Operation.DeleteObject, "archive", "delete", "s3:DeleteObject", StorageFindingLevel.Warning)]
    [TestCase(S3Operation.CreateMultipartUpload, "archive", "multipart upload", "s3:PutObject", StorageFindingLevel.Error)]
    [TestCase(S3Operation.CopyObject, "archive", "copy", "s3:PutObjectTagging", StorageFindingLevel.Error)]
    public async Task Examine_PermissionIsMissing_NamesTheActionAndWhetherItIsNeeded(
        S3Operation operation, string area, string what, string action, StorageFindingLevel expected)
    {
        await StartAsync();
        Server.Faults.On(operation).Where(request => request.Bucket == $"claims-{area}").Deny();

        await ExamineAsync();

        var finding = Find(area, $"{what} fails (AccessDenied, HTTP 403)");
        Assert.That(finding.Level, Is.EqualTo(expected));
        Assert.That(finding.Remedy, Does.StartWith("Grant ").And.Contain(action).And.Contain($"arn:aws:s3:::claims-{area}/{area}/*"));
    }

    [Test]
    public async Task Examine_ListingIsDenied_NamesTheAction()
    {
        await StartAsync();
        Server.Faults.On(S3Operation.ListObjectsV2).Where(request => request.Bucket == "claims-input").Deny();

        await ExamineAsync();

        Assert.That(Find("input", "cannot be listed (AccessDenied").Remedy, Is.EqualTo("Grant s3:ListBucket on arn:aws:s3:::claims-input, or correct storage.s3.input_bucket."));
        Assert.That(Find("input", "write, read").Message, Does.StartWith("s3://claims-input/input/: write, read"));
        AssertNothingIsLeft();
    }

    [Test]
    public async Task Examine_RulesAndUploadsCannotBeSeen_NamesTheActions()
    {
        await StartAsync();
        Server.Faults.On(S3Operation.GetBucketLifecycleConfiguration, S3Operation.ListMultipartUploads).Deny();

        await ExamineAsync();

        Assert.That(Find("bucket claims-input", "cannot be seen").Remedy, Does.Contain("s3:GetLifecycleConfiguration"));
        Assert.That(Find("input", "incomplete uploads cannot be looked at").Remedy, Does.Contain("s3:ListBucketMultipartUploads"));
    }

    [Test]
    public async Task Examine_StoreWithoutRulesAndUploadLists_IsFine()
    {
        await StartAsync();
        Server.Faults.On(S3Operation.GetBucketLifecycleConfiguration, S3Operation.ListMultipartUploads).Answer(501, "NotImplemented");

        await ExamineAsync();

        Assert.That(Worse, Is.Empty, All());
    }

    [Test]
    public async Task Examine_ContentIsCorrupted_IsAnError()
    {
        await StartAsync();
        Server.Faults.On(S3Operation.GetObject).Where(request => request.Bucket == "claims-output").CorruptBody(atByte: 3);

        await ExamineAsync();

        Assert.That(Find("output", "read fails").Level, Is.EqualTo(StorageFindingLevel.Error));
    }

    [TestCase(S3Operation.PutObject, Category = "Slow")]
    [TestCase(S3Operation.CopyObject)]
    [TestCase(S3Operation.UploadPart)]
    [TestCase(S3Operation.ListObjectsV2, Category = "Slow")]
    public async Task Examine_StoreFailsNowAndThen_GoesOnAndLeavesNothing(S3Operation operation)
    {
        await StartAsync();
        Server.Faults.On(operation).Randomly(0.3, seed: 11).Answer(500);

        await ExamineAsync();

        Assert.That(Findings.Select(finding => finding.Subject), Has.Some.EqualTo("compatibility"));
        AssertNothingIsLeft();
        Assert.That(Areas.Sum(area => Server.CountOpenUploads($"claims-{area}")), Is.Zero);
    }
}
