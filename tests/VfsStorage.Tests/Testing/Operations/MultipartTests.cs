using System.Text;
using Amazon.S3.Model;
using VfsStorage.Testing;
using ChecksumAlgorithm = Amazon.S3.ChecksumAlgorithm;
using Md5 = VfsStorage.Testing.Checksums.Md5;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class MultipartTests : ServerFixture
{
    private const string Key = "m";
    private const int PartBytes = 1024;

    [Test]
    public async Task Complete_JoinsThePartsInOrderOfNumber()
    {
        var id = await CreateAsync();
        var second = await PartAsync(id, 7, "tail");
        var first = await PartAsync(id, 2, new string('h', PartBytes));

        await CompleteAsync(id, first, second);

        Assert.That(await ReadAsync(Key), Is.EqualTo(new string('h', PartBytes) + "tail"));
    }

    [Test]
    public async Task Complete_ETag_IsTheMd5OfTheMd5s()
    {
        var answer = await MultipartUploader.UploadAsync(Client, Bucket, Key, new byte[PartBytes], "tail"u8.ToArray());

        var expected = Md5.Of([.. Md5.Of(new byte[PartBytes]), .. Md5.Of("tail"u8)]);
        Assert.That(answer.ETag, Is.EqualTo($"\"{Convert.ToHexStringLower(expected)}-2\""));
    }

    [Test]
    public async Task Complete_ObjectAppearsOnlyThen()
    {
        var id = await CreateAsync();
        var part = await PartAsync(id, 1, "x");
        Assert.That(Server.GetKeys(Bucket), Is.Empty);

        await CompleteAsync(id, part);

        Assert.That((Server.GetKeys(Bucket).Single(), Server.CountOpenUploads(Bucket)), Is.EqualTo((Key, 0)));
    }

    [Test]
    public async Task Complete_KeepsMetadataOfTheCreation()
    {
        var request = new InitiateMultipartUploadRequest { BucketName = Bucket, Key = Key, ContentType = "text/x", ChecksumAlgorithm = ChecksumAlgorithm.CRC32 };
        request.Metadata["m"] = "1";
        var id = (await Client.InitiateMultipartUploadAsync(request)).UploadId;

        await CompleteAsync(id, await PartAsync(id, 1, "x"));

        var head = await Client.GetObjectMetadataAsync(Bucket, Key);
        Assert.That((head.Metadata["m"], head.Headers.ContentType), Is.EqualTo(("1", "text/x")));
    }

    [Test]
    public async Task Complete_PartUploadedTwice_TakesTheLater()
    {
        var id = await CreateAsync();
        await PartAsync(id, 1, "old");
        var later = await PartAsync(id, 1, "new");

        await CompleteAsync(id, later);

        Assert.That(await ReadAsync(Key), Is.EqualTo("new"));
    }

    [Test]
    public async Task Complete_SupersededPart_IsInvalidPart()
    {
        var id = await CreateAsync();
        var earlier = await PartAsync(id, 1, "old");
        await PartAsync(id, 1, "new");

        Assert.That(await ErrorOf(() => CompleteAsync(id, earlier)), Is.EqualTo(("InvalidPart", 400)));
    }

    [Test]
    public async Task Complete_UnknownPart_IsInvalidPart()
    {
        var id = await CreateAsync();
        var part = await PartAsync(id, 1, "x");

        Assert.That((await ErrorOf(() => CompleteAsync(id, part, new PartETag(2, part.ETag) { ChecksumCRC32 = part.ChecksumCRC32 }))).Code, Is.EqualTo("InvalidPart"));
    }

    [Test]
    public async Task Complete_PartsOutOfOrder_IsInvalidPartOrder()
    {
        var id = await CreateAsync();
        await PartAsync(id, 1, new string('x', PartBytes));
        await PartAsync(id, 2, "y");

        var answer = await Raw.SendAsync("POST", $"/{Bucket}/{Key}?uploadId={id}", "<CompleteMultipartUpload>" + Part(2) + Part(1) + "</CompleteMultipartUpload>");

        Assert.That(answer.Code, Is.EqualTo("InvalidPartOrder"));

        static string Part(int number) => $"<Part><PartNumber>{number}</PartNumber><ETag>e</ETag></Part>";
    }

    [Test]
    public async Task Complete_SmallPartBeforeTheLast_IsEntityTooSmall()
    {
        var id = await CreateAsync();
        var small = await PartAsync(id, 1, new string('x', PartBytes - 1));
        var last = await PartAsync(id, 2, "y");

        Assert.That(await ErrorOf(() => CompleteAsync(id, small, last)), Is.EqualTo(("EntityTooSmall", 400)));
        Assert.That(Server.CountOpenUploads(Bucket), Is.EqualTo(1));
    }

    [TestCase("<CompleteMultipartUpload/>")]
    [TestCase("<CompleteMultipartUpload><Part><ETag>e</ETag></Part></CompleteMultipartUpload>")]
    [TestCase("no xml")]
    public async Task Complete_Malformed_IsMalformedXml(string body)
    {
        var id = await CreateAsync();

        Assert.That((await Raw.SendAsync("POST", $"/{Bucket}/{Key}?uploadId={id}", body)).Code, Is.EqualTo("MalformedXML"));
    }

    [Test]
    public async Task Complete_Twice_IsNoSuchUpload()
    {
        var id = await CreateAsync();
        var part = await PartAsync(id, 1, "x");
        await CompleteAsync(id, part);

        Assert.That(await ErrorOf(() => CompleteAsync(id, part)), Is.EqualTo(("NoSuchUpload", 404)));
    }

    [Test]
    public async Task Complete_FailedCondition_KeepsTheUpload()
    {
        await PutAsync(Key, "there first");
        var id = await CreateAsync();
        var part = await PartAsync(id, 1, "x");

        var error = await ErrorOf(() => Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = Bucket, Key = Key, UploadId = id, PartETags = [part], IfNoneMatch = "*" }));

        Assert.That(error, Is.EqualTo(("PreconditionFailed", 412)));
        Assert.That((await ReadAsync(Key), Server.CountOpenUploads(Bucket)), Is.EqualTo(("there first", 1)));
    }

    [Test]
    public async Task Complete_IfMatch_ReplacesThatVersion()
    {
        var etag = (await PutAsync(Key, "old")).ETag;
        var id = await CreateAsync();

        await Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = Bucket, Key = Key, UploadId = id, PartETags = [await PartAsync(id, 1, "new")], IfMatch = etag });

        Assert.That(await ReadAsync(Key), Is.EqualTo("new"));
    }

    [Test]
    public async Task Complete_RacingIfNoneMatch_HasOneWinner()
    {
        var uploads = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var id = await CreateAsync();
            return (Id: id, Part: await PartAsync(id, 1, $"{i}"));
        }));

        var errors = await Task.WhenAll(uploads.Select(u => ErrorOf(() => Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = Bucket, Key = Key, UploadId = u.Id, PartETags = [u.Part], IfNoneMatch = "*" }))));

        Assert.That(errors.Count(e => e.Code == "none"), Is.EqualTo(1));
        Assert.That(errors.Count(e => e.Code == "PreconditionFailed"), Is.EqualTo(19));
    }

    [Test]
    public async Task Complete_WrongObjectSize_IsInvalidRequest()
    {
        var id = await CreateAsync();
        var part = await PartAsync(id, 1, "x");

        var error = await ErrorOf(() => Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = Bucket, Key = Key, UploadId = id, PartETags = [part], MpuObjectSize = 2 }));

        Assert.That(error.Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Abort_ForgetsTheParts()
    {
        var id = await CreateAsync();
        await PartAsync(id, 1, "x");

        await Client.AbortMultipartUploadAsync(Bucket, Key, id);

        Assert.That(Server.CountOpenUploads(Bucket), Is.Zero);
        Assert.That(await ErrorOf(() => PartAsync(id, 1, "x")), Is.EqualTo(("NoSuchUpload", 404)));
        Assert.That(await ErrorOf(() => Client.AbortMultipartUploadAsync(Bucket, Key, id)), Is.EqualTo(("NoSuchUpload", 404)));
    }

    [Test]
    public async Task UploadPart_OtherKey_IsNoSuchUpload()
    {
        var id = await CreateAsync();

        var error = await ErrorOf(() => MultipartUploader.UploadPartAsync(Client, new UploadPartRequest { BucketName = Bucket, Key = "other", UploadId = id, PartNumber = 1 }, [1]));

        Assert.That(error.Code, Is.EqualTo("NoSuchUpload"));
    }

    [TestCase("0")]
    [TestCase("10001")]
    [TestCase("x")]
    public async Task UploadPart_NumberOutOfRange_IsInvalidArgument(string number)
    {
        var id = await CreateAsync();

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/{Key}?uploadId={id}&partNumber={number}", "x")).Code, Is.EqualTo("InvalidArgument"));
    }

    [Test]
    public async Task UploadPartCopy_Range_BecomesThePart()
    {
        Server.AddObject(Bucket, "source", new string('s', PartBytes) + "0123456789");
        var id = await CreateAsync();
        var head = await CopyPartAsync(id, 1, null, PartBytes - 1);
        var tail = await CopyPartAsync(id, 2, PartBytes + 2, PartBytes + 4);

        await CompleteAsync(id, head, tail);

        Assert.That(await ReadAsync(Key), Is.EqualTo(new string('s', PartBytes) + "234"));
    }

    [TestCase("bytes=0-")]
    [TestCase("bytes=5-2")]
    [TestCase("bytes=0-3")]
    public async Task UploadPartCopy_BadRange_IsInvalidArgument(string range)
    {
        Server.AddObject(Bucket, "source", "abc");
        var id = await CreateAsync();

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/{Key}?uploadId={id}&partNumber=1", ("x-amz-copy-source", $"{Bucket}/source"), ("x-amz-copy-source-range", range));

        Assert.That(answer.Code, Is.EqualTo("InvalidArgument"));
    }

    [Test]
    public async Task UploadPartCopy_FailedSourceCondition_Is412()
    {
        Server.AddObject(Bucket, "source", "abc");
        var id = await CreateAsync();

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/{Key}?uploadId={id}&partNumber=1", ("x-amz-copy-source", $"{Bucket}/source"), ("x-amz-copy-source-if-match", "\"0\""));

        Assert.That(answer.Status, Is.EqualTo(412));
    }

    [Test]
    public async Task UploadPartCopy_SourceOverwrittenLater_KeepsTheOldBytes()
    {
        Server.AddObject(Bucket, "source", "before");
        var id = await CreateAsync();
        var part = await CopyPartAsync(id, 1, 0, 5);
        Server.AddObject(Bucket, "source", "after!");

        await CompleteAsync(id, part);

        Assert.That(await ReadAsync(Key), Is.EqualTo("before"));
    }

    [Test]
    public async Task ListParts_Pages()
    {
        var id = await CreateAsync();
        foreach (var number in new[] { 3, 1, 8 })
            await PartAsync(id, number, "x");

        var first = await Client.ListPartsAsync(new ListPartsRequest { BucketName = Bucket, Key = Key, UploadId = id, MaxParts = 2 });
        var second = await Client.ListPartsAsync(new ListPartsRequest { BucketName = Bucket, Key = Key, UploadId = id, PartNumberMarker = $"{first.NextPartNumberMarker}" });

        Assert.That(first.Parts.Select(p => p.PartNumber), Is.EqualTo(new[] { 1, 3 }));
        Assert.That((first.IsTruncated, second.IsTruncated, second.Parts.Single().PartNumber), Is.EqualTo((true, false, 8)));
        Assert.That((second.Parts[0].Size, second.Parts[0].ETag), Is.EqualTo((1, $"\"{Convert.ToHexStringLower(Md5.Of("x"u8))}\"")));
    }

    [Test]
    public async Task ListUploads_Pages_ByKeyAndId()
    {
        var ids = new[] { await CreateAsync("a"), await CreateAsync("a"), await CreateAsync("b") };
        var found = new List<string>();
        var request = new ListMultipartUploadsRequest { BucketName = Bucket, MaxUploads = 1 };
        ListMultipartUploadsResponse page;
        do
        {
            page = await Client.ListMultipartUploadsAsync(request);
            found.AddRange(page.MultipartUploads.Select(u => u.UploadId));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.That(found, Is.EquivalentTo(ids));
        Assert.That(found[2], Is.EqualTo(ids[2]));
    }

    [Test]
    public async Task ListUploads_PrefixAndDelimiter_RollUp()
    {
        foreach (var key in new[] { "d/a", "d/e/1", "d/e/2", "x" })
            await CreateAsync(key);

        var page = await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket, Prefix = "d/", Delimiter = "/" });

        Assert.That((page.MultipartUploads.Single().Key, page.CommonPrefixes.Single()), Is.EqualTo(("d/a", "d/e/")));
    }

    [TestCase("Mon, 01 Jan 2001 00:00:00 GMT", 412)]
    [TestCase(null, 204)]
    public async Task Abort_IfMatchInitiatedTime_IsJudged(string? time, int status)
    {
        var id = await CreateAsync();
        var listed = await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket });
        time ??= listed.MultipartUploads[0].Initiated!.Value.ToUniversalTime().ToString("R");

        Assert.That((await Raw.SendAsync("DELETE", $"/{Bucket}/{Key}?uploadId={id}", ("x-amz-if-match-initiated-time", time))).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Abort_ObjectOfTheSameKey_Stays()
    {
        await PutAsync(Key, "whole");
        var id = await CreateAsync();
        await PartAsync(id, 1, "x");

        await Client.AbortMultipartUploadAsync(Bucket, Key, id);

        Assert.That(await ReadAsync(Key), Is.EqualTo("whole"));
    }

    protected override void Configure(S3TestServerOptions options) => options.Limits = new S3Limits { MinPartBytes = PartBytes };

    private Task<string> CreateAsync(string key = Key) => MultipartUploader.CreateAsync(Client, Bucket, key);

    private Task<PartETag> PartAsync(string id, int number, string content) =>
        MultipartUploader.UploadPartAsync(Client, new UploadPartRequest { BucketName = Bucket, Key = Key, UploadId = id, PartNumber = number }, Encoding.UTF8.GetBytes(content));

    private async Task<PartETag> CopyPartAsync(string id, int number, long? first, long? last)
    {
        var answer = await Client.CopyPartAsync(new CopyPartRequest
        {
            SourceBucket = Bucket, SourceKey = "source", DestinationBucket = Bucket, DestinationKey = Key, UploadId = id, PartNumber = number, FirstByte = first ?? 0, LastByte = last,
        });
        return new PartETag(number, answer.ETag) { ChecksumCRC32 = answer.ChecksumCRC32 };
    }

    private Task<CompleteMultipartUploadResponse> CompleteAsync(string id, params PartETag[] parts) =>
        Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = Key, UploadId = id, PartETags = [.. parts] });
}
