using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class EncryptionTests : ServerFixture
{
    private const string Prefix = "x-amz-server-side-encryption-customer-";
    private const string SourcePrefix = "x-amz-copy-source-server-side-encryption-customer-";

    [Test]
    public async Task Put_Kms_ComesBackAndHidesTheMd5()
    {
        var put = await Raw.SendAsync("PUT", $"/{Bucket}/a", "hello", ("x-amz-server-side-encryption", "aws:kms"), ("x-amz-server-side-encryption-aws-kms-key-id", "key-1"), ("x-amz-server-side-encryption-bucket-key-enabled", "true"));

        var head = await Raw.SendAsync("HEAD", $"/{Bucket}/a");
        Assert.That(
            (head.Header("x-amz-server-side-encryption"), head.Header("x-amz-server-side-encryption-aws-kms-key-id"), head.Header("x-amz-server-side-encryption-bucket-key-enabled")),
            Is.EqualTo(("aws:kms", "key-1", "true")));
        Assert.That(put.Header("ETag"), Is.EqualTo(head.Header("ETag")).And.Not.EqualTo("\"5d41402abc4b2a76b9719d911017c592\""));
    }

    [TestCase("rot13", null, "InvalidEncryptionAlgorithmError")]
    [TestCase("AES256", "key-1", "InvalidArgument")]
    public async Task Put_ImpossibleEncryption_IsRefused(string algorithm, string? key, string code)
    {
        (string, string)[] headers = key is null
            ? [("x-amz-server-side-encryption", algorithm)]
            : [("x-amz-server-side-encryption", algorithm), ("x-amz-server-side-encryption-aws-kms-key-id", key)];

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", headers)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task CustomerKey_SameKey_Reads()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "secret", KeyHeaders(1, Prefix));

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a", KeyHeaders(1, Prefix));

        Assert.That((answer.Status, answer.Text, answer.Header(Prefix + "algorithm")), Is.EqualTo((200, "secret", "AES256")));
    }

    [Test]
    public async Task CustomerKey_NoKey_IsInvalidRequest()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "secret", KeyHeaders(1, Prefix));

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a")).Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task CustomerKey_OtherKey_IsAccessDenied()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "secret", KeyHeaders(1, Prefix));

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", KeyHeaders(2, Prefix))).Code, Is.EqualTo("AccessDenied"));
    }

    [Test]
    public async Task CustomerKey_ForObjectWithoutOne_IsInvalidRequest()
    {
        Server.AddObject(Bucket, "a", "open");

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", KeyHeaders(1, Prefix))).Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task CustomerKey_WrongMd5_IsInvalidArgument()
    {
        var headers = KeyHeaders(1, Prefix);
        headers[2].Value = Md5.Base64Of("other"u8);

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", headers)).Code, Is.EqualTo("InvalidArgument"));
    }

    [Test]
    public async Task CustomerKey_Copy_NeedsTheSourceKey()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "secret", KeyHeaders(1, Prefix));
        (string, string) source = ("x-amz-copy-source", $"{Bucket}/a");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/b", source)).Code, Is.EqualTo("InvalidRequest"));
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/b", [source, .. KeyHeaders(1, SourcePrefix)])).Status, Is.EqualTo(200));
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/b")).Text, Is.EqualTo("secret"));
    }

    [Test]
    public async Task CustomerKey_UploadPart_NeedsTheKeyOfTheUpload()
    {
        var id = (await Raw.SendAsync("POST", $"/{Bucket}/m?uploads", KeyHeaders(1, Prefix))).Child("UploadId");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/m?uploadId={id}&partNumber=1", "x")).Code, Is.EqualTo("InvalidRequest"));
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/m?uploadId={id}&partNumber=1", "x", KeyHeaders(1, Prefix))).Status, Is.EqualTo(200));
    }

    private static (string Name, string Value)[] KeyHeaders(byte seed, string prefix)
    {
        var key = new byte[32];
        Array.Fill(key, seed);
        return [(prefix + "algorithm", "AES256"), (prefix + "key", Convert.ToBase64String(key)), (prefix + "key-MD5", Md5.Base64Of(key))];
    }
}
