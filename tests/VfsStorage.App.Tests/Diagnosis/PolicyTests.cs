using System.Text.Json;

namespace VfsStorage.App.Tests.Diagnosis;

/// <summary>The IAM policy of a configuration permits each area what is done there, and nothing else.</summary>
[TestFixture]
internal sealed class PolicyTests : DoctorFixture
{
    [SetUp]
    public Task SetUp() => StartAsync();

    [Test]
    public void DescribePolicy_Areas_EachHasItsOwnActions()
    {
        Assert.That(ActionsOn("arn:aws:s3:::claims-input/input/*"), Is.EquivalentTo(new[] { "s3:GetObject", "s3:GetObjectTagging", "s3:DeleteObject" }));
        Assert.That(ActionsOn("arn:aws:s3:::claims-archive/archive/*"), Does.Contain("s3:PutObject").And.Not.Contain("s3:DeleteObject"));
        Assert.That(ActionsOn("arn:aws:s3:::claims-output/output/*"), Does.Contain("s3:PutObject").And.Contain("s3:DeleteObject"));
        Assert.That(ActionsOn("arn:aws:s3:::claims-input/input/.vfs*"), Does.Contain("s3:PutObject").And.Contain("s3:DeleteObject"));
        Assert.That(ActionsOn("arn:aws:s3:::claims-cache"), Is.EquivalentTo(new[] { "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetLifecycleConfiguration" }));
    }

    [Test]
    public void DescribePolicy_SharedBucket_ListsOnlyItsPrefixes()
    {
        Set("s3:cache_bucket", "claims-output");

        var listing = Statements().Single(statement => statement.GetProperty("Sid").GetString() == "ListOutputCache");

        Assert.That(
            listing.GetProperty("Condition").GetProperty("StringLike").GetProperty("s3:prefix").EnumerateArray().Select(prefix => prefix.GetString()),
            Is.EqualTo(new[] { "output/*", "cache/*" }));
    }

    [Test]
    public void DescribePolicy_AccessPointKmsAndChina_AreWrittenAsAmazonWantsThem()
    {
        const string Point = "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/claims";
        Set("s3:service_url", null);
        Set("s3:aws_region", "cn-north-1");
        Set("s3:archive_bucket", Point);
        Set("s3:sse", "sse-kms");
        Set("s3:kms_key_id", "0123-key");

        Assert.That(ActionsOn($"{Point}/object/archive/*"), Does.Contain("s3:PutObject"));
        Assert.That(ActionsOn("arn:aws-cn:s3:::claims-input/input/*"), Does.Contain("s3:GetObject"));
        Assert.That(ActionsOn("arn:aws-cn:kms:cn-north-1:*:key/0123-key"), Is.EqualTo(new[] { "kms:GenerateDataKey", "kms:Decrypt" }));
    }

    [Test]
    public void DescribePolicy_BrokenConfiguration_TellsTheMistakes()
    {
        Set("s3:input_bucket", null);

        Assert.That(() => Doctor().DescribePolicy(), Throws.TypeOf<StorageConfigurationException>().With.Message.Contains("storage.s3.input_bucket"));
    }

    private string[] ActionsOn(string resource) =>
    [
        .. from statement in Statements()
           where Texts(statement.GetProperty("Resource")).Contains(resource)
           from action in Texts(statement.GetProperty("Action"))
           select action,
    ];

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(item => item.GetString()!) : [element.GetString()!];

    private IReadOnlyList<JsonElement> Statements()
    {
        using var policy = JsonDocument.Parse(Doctor().DescribePolicy());
        return [.. policy.RootElement.GetProperty("Statement").EnumerateArray().Select(statement => statement.Clone())];
    }
}
