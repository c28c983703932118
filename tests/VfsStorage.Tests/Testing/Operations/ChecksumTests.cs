using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class ChecksumTests : ServerFixture
{
    private const string Check = "123456789";
    private const string Crc32 = "y/Q5Jg==";
    private const string Crc32C = "4waSgw==";
    private const string Crc64Nvme = "rosUhgp5mIg=";
    private const string Sha1 = "98O8HYCOBHMq32eZZczDTKeuNEE=";
    private const string Sha256 = "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=";

    [TestCase("crc32", Crc32)]
    [TestCase("crc32c", Crc32C)]
    [TestCase("crc64nvme", Crc64Nvme)]
    [TestCase("sha1", Sha1)]
    [TestCase("sha256", Sha256)]
    public async Task Put_RightChecksum_IsStoredAndReturnedOnDemand(string algorithm, string value)
    {
        var put = await Raw.SendAsync("PUT", $"/{Bucket}/a", Check, ($"x-amz-checksum-{algorithm}", value));

        Assert.That((put.Status, put.Header($"x-amz-checksum-{algorithm}")), Is.EqualTo((200, value)));
        var asked = await Raw.SendAsync("GET", $"/{Bucket}/a", ("x-amz-checksum-mode", "ENABLED"));
        Assert.That((asked.Header($"x-amz-checksum-{algorithm}"), asked.Header("x-amz-checksum-type")), Is.EqualTo((value, "FULL_OBJECT")));
        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header($"x-amz-checksum-{algorithm}"), Is.Null);
    }

    [TestCase("crc32", "AAAAAA==")]
    [TestCase("crc32c", "AAAAAA==")]
    [TestCase("crc64nvme", "AAAAAAAAAAA=")]
    [TestCase("sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [TestCase("sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Put_WrongChecksum_IsBadDigestAndStoresNothing(string algorithm, string value)
    {
        var put = await Raw.SendAsync("PUT", $"/{Bucket}/a", Check, ($"x-amz-checksum-{algorithm}", value));

        Assert.That((put.Status, put.Code), Is.EqualTo((400, "BadDigest")));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [TestCase("x-amz-checksum-crc32", "!!!")]
    [TestCase("x-amz-checksum-crc32", Sha1)]
    [TestCase("x-amz-sdk-checksum-algorithm", "CRC32")]
    [TestCase("x-amz-trailer", "x-amz-checksum-crc32")]
    public async Task Put_MalformedClaim_IsInvalidRequest(string header, string value) =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", Check, (header, value))).Code, Is.EqualTo("InvalidRequest"));

    [Test]
    public async Task Put_TwoChecksums_IsInvalidRequest() =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", Check, ("x-amz-checksum-crc32", Crc32), ("x-amz-checksum-sha1", Sha1))).Code, Is.EqualTo("InvalidRequest"));

    [Test]
    public async Task Put_WithoutChecksum_GetsCrc64Nvme()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", Check);

        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a", ("x-amz-checksum-mode", "ENABLED"))).Header("x-amz-checksum-crc64nvme"), Is.EqualTo(Crc64Nvme));
    }

    [Test]
    public async Task Get_Range_CarriesNoChecksumOfTheWhole()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", Check);

        var part = await Raw.SendAsync("GET", $"/{Bucket}/a", ("x-amz-checksum-mode", "ENABLED"), ("Range", "bytes=0-1"));

        Assert.That(part.Header("x-amz-checksum-crc64nvme"), Is.Null);
    }

    [Test]
    public async Task Put_BySdk_IsVerifiedOnReadBySdk()
    {
        await PutAsync("a", Check);

        var answer = await Client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a", ChecksumMode = ChecksumMode.ENABLED });
        using var reader = new StreamReader(answer.ResponseStream);
        Assert.That((await reader.ReadToEndAsync(), answer.ChecksumCRC32), Is.EqualTo((Check, Crc32)));
    }

    [Test]
    public async Task Get_CorruptedBody_IsFoundBySdk()
    {
        await PutAsync("a", Check);
        Server.Faults.On(S3Operation.GetObject).CorruptBody(3);

        Assert.ThrowsAsync<Amazon.Runtime.AmazonClientException>(async () =>
        {
            using var answer = await Client.GetObjectAsync(new GetObjectRequest { BucketName = Bucket, Key = "a", ChecksumMode = ChecksumMode.ENABLED });
            using var reader = new StreamReader(answer.ResponseStream);
            await reader.ReadToEndAsync();
        });
    }

    [Test]
    public async Task Multipart_Composite_IsTheChecksumOfTheChecksums()
    {
        var done = await MultipartUploader.UploadAsync(Client, Bucket, "m", Encoding.ASCII.GetBytes("12345"), Encoding.ASCII.GetBytes("6789"));

        var composite = new System.IO.Hashing.Crc32();
        composite.Append(BigEndianCrc32("12345"u8));
        composite.Append(BigEndianCrc32("6789"u8));
        var expected = composite.GetCurrentHash();
        Array.Reverse(expected);
        Assert.That(done.ChecksumCRC32, Is.EqualTo(Convert.ToBase64String(expected) + "-2"));
        Assert.That(done.ChecksumType, Is.EqualTo(ChecksumType.COMPOSITE));
    }

    [TestCase("CRC32", Crc32)]
    [TestCase("CRC32C", Crc32C)]
    [TestCase("CRC64NVME", Crc64Nvme)]
    public async Task Multipart_FullObject_IsTheChecksumOfTheBytes(string algorithm, string value)
    {
        var id = await CreateRawAsync(("x-amz-checksum-algorithm", algorithm), ("x-amz-checksum-type", "FULL_OBJECT"));
        var parts = await PutRawPartsAsync(id, "1234", "5", "6789");

        var done = await CompleteRawAsync(id, parts);

        Assert.That((done.Status, done.Child("Checksum" + algorithm), done.Child("ChecksumType")), Is.EqualTo((200, value, "FULL_OBJECT")));
    }

    [Test]
    public async Task Multipart_NoAlgorithmNamed_IsCrc64NvmeOfTheBytes()
    {
        var id = await CreateRawAsync();

        var done = await CompleteRawAsync(id, await PutRawPartsAsync(id, "1234", "56789"));

        Assert.That(done.Child("ChecksumCRC64NVME"), Is.EqualTo(Crc64Nvme));
    }

    [TestCase(Crc32, 200)]
    [TestCase("AAAAAA==", 400)]
    public async Task Complete_ClaimedChecksum_IsChecked(string claimed, int status)
    {
        var id = await CreateRawAsync(("x-amz-checksum-algorithm", "CRC32"), ("x-amz-checksum-type", "FULL_OBJECT"));

        var done = await CompleteRawAsync(id, await PutRawPartsAsync(id, "1234", "56789"), ("x-amz-checksum-crc32", claimed));

        Assert.That((done.Status, done.Code), Is.EqualTo((status, status == 200 ? null : "BadDigest")));
    }

    [Test]
    public async Task Complete_CompositeWithoutPartChecksums_IsInvalidRequest()
    {
        var id = await MultipartUploader.CreateAsync(Client, Bucket, "m");
        var part = await MultipartUploader.UploadPartAsync(Client, new UploadPartRequest { BucketName = Bucket, Key = "m", UploadId = id, PartNumber = 1 }, [1]);
        part.ChecksumCRC32 = null;

        var error = await ErrorOf(() => Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = "m", UploadId = id, PartETags = [part] }));

        Assert.That(error.Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Complete_WrongPartChecksum_IsInvalidPart()
    {
        var id = await MultipartUploader.CreateAsync(Client, Bucket, "m");
        var part = await MultipartUploader.UploadPartAsync(Client, new UploadPartRequest { BucketName = Bucket, Key = "m", UploadId = id, PartNumber = 1 }, [1]);
        part.ChecksumCRC32 = "AAAAAA==";

        var error = await ErrorOf(() => Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = "m", UploadId = id, PartETags = [part] }));

        Assert.That(error.Code, Is.EqualTo("InvalidPart"));
    }

    [TestCase(null, "CRC32", 400)]
    [TestCase("CRC32", null, 400)]
    [TestCase("CRC32", "SHA1", 400)]
    [TestCase("CRC32", "CRC32", 200)]
    [TestCase(null, null, 200)]
    public async Task UploadPart_ChecksumOfAnotherKindThanTheUpload_IsInvalidRequest(string? ofUpload, string? ofPart, int status)
    {
        var id = ofUpload is null ? await CreateRawAsync() : await CreateRawAsync(("x-amz-checksum-algorithm", ofUpload));
        (string, string)[] headers = ofPart switch { null => [], "SHA1" => [("x-amz-checksum-sha1", Sha1)], _ => [("x-amz-checksum-crc32", Crc32)] };

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/m?uploadId={id}&partNumber=1", Check, headers)).Status, Is.EqualTo(status));
    }

    [TestCase("CRC64NVME", "COMPOSITE")]
    [TestCase("SHA1", "FULL_OBJECT")]
    [TestCase("CRC31", null)]
    [TestCase(null, "COMPOSITE")]
    public async Task Create_ImpossibleChecksum_IsInvalidRequest(string? algorithm, string? type)
    {
        var headers = new List<(string, string)>();
        if (algorithm is not null)
            headers.Add(("x-amz-checksum-algorithm", algorithm));
        if (type is not null)
            headers.Add(("x-amz-checksum-type", type));

        Assert.That((await Raw.SendAsync("POST", $"/{Bucket}/m?uploads", [.. headers])).Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Copy_OtherAlgorithm_IsComputedAnew()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", Check);

        var copy = await Raw.SendAsync("PUT", $"/{Bucket}/b", ("x-amz-copy-source", $"{Bucket}/a"), ("x-amz-checksum-algorithm", "SHA256"));

        Assert.That(copy.Child("ChecksumSHA256"), Is.EqualTo(Sha256));
    }

    protected override void Configure(S3TestServerOptions options) => options.Limits = new S3Limits { MinPartBytes = 1 };

    private static byte[] BigEndianCrc32(ReadOnlySpan<byte> data)
    {
        var crc = System.IO.Hashing.Crc32.Hash(data);
        Array.Reverse(crc);
        return crc;
    }

    private async Task<string> CreateRawAsync(params (string, string)[] headers) =>
        (await Raw.SendAsync("POST", $"/{Bucket}/m?uploads", headers)).Child("UploadId")!;

    private async Task<string> PutRawPartsAsync(string id, params string[] parts)
    {
        var list = new StringBuilder();
        for (var number = 1; number <= parts.Length; number++)
        {
            var answer = await Raw.SendAsync("PUT", $"/{Bucket}/m?uploadId={id}&partNumber={number}", parts[number - 1]);
            list.Append($"<Part><PartNumber>{number}</PartNumber><ETag>{answer.Header("ETag")}</ETag></Part>");
        }

        return list.ToString();
    }

    private Task<RawAnswer> CompleteRawAsync(string id, string parts, params (string, string)[] headers) =>
        Raw.SendAsync("POST", $"/{Bucket}/m?uploadId={id}", $"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>", headers);
}
