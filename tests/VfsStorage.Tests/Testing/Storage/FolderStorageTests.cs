using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Storage;

[TestFixture]
internal sealed class FolderStorageTests
{
    private const string Bucket = "bucket-a";
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("s3-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("plain")]
    [TestCase("dir//x/")]
    [TestCase("../../etc/passwd")]
    [TestCase("\U0001F600 ü\u0001")]
    [TestCase("CON")]
    public async Task Restart_KeepsObjectsWithEverything(string key)
    {
        var bytes = new byte[150_000];
        new Random(3).NextBytes(bytes);
        var before = await WithServerAsync(async (_, client) =>
        {
            var request = new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = new MemoryStream(bytes), ContentType = "text/x", StorageClass = S3StorageClass.GlacierInstantRetrieval, TagSet = [new Tag { Key = "t", Value = "1" }] };
            request.Metadata["m"] = "value";
            await client.PutObjectAsync(request);
            return await client.GetObjectMetadataAsync(Bucket, key);
        });

        await WithServerAsync(async (server, client) =>
        {
            var after = await client.GetObjectAsync(Bucket, key);
            using var received = new MemoryStream();
            await after.ResponseStream.CopyToAsync(received);
            Assert.That(received.ToArray().AsSpan().SequenceEqual(bytes), Is.True);
            Assert.That((after.ETag, after.LastModified, after.Metadata["m"], after.Headers.ContentType, after.StorageClass, after.TagCount), Is.EqualTo((before.ETag, before.LastModified, "value", "text/x", S3StorageClass.GlacierInstantRetrieval, 1)));
            Assert.That(server.GetKeys(Bucket), Is.EqualTo(new[] { key }));
            return 0;
        });
    }

    [Test]
    public async Task Restart_KeepsBucketsLifecycleAndDeletions()
    {
        await WithServerAsync(async (server, client) =>
        {
            server.CreateBucket("bucket-b");
            server.AddObject(Bucket, "a", "x");
            server.AddObject(Bucket, "b", "x");
            await client.DeleteObjectAsync(Bucket, "a");
            await client.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest { BucketName = "bucket-b", Configuration = new LifecycleConfiguration { Rules = [new LifecycleRule { Id = "r", Status = LifecycleRuleStatus.Enabled, Filter = new LifecycleFilter(), Expiration = new LifecycleRuleExpiration { Days = 1 } }] } });
            await client.PutBucketAsync("bucket-c");
            await client.DeleteBucketAsync("bucket-c");
            return 0;
        });

        await WithServerAsync(async (server, client) =>
        {
            Assert.That((await client.ListBucketsAsync()).Buckets.Select(b => b.BucketName), Is.EqualTo(new[] { Bucket, "bucket-b" }));
            Assert.That(server.GetKeys(Bucket), Is.EqualTo(new[] { "b" }));
            Assert.That((await client.GetLifecycleConfigurationAsync("bucket-b")).Configuration.Rules.Single().Id, Is.EqualTo("r"));
            return 0;
        });
    }

    [Test]
    public async Task Copy_SharesTheFile_UntilTheLastIsDeleted()
    {
        await WithServerAsync(async (server, client) =>
        {
            server.AddObject(Bucket, "a", "shared");
            await client.CopyObjectAsync(Bucket, "a", Bucket, "b");
            Assert.That(ContentFiles(), Has.Length.EqualTo(1));

            await client.DeleteObjectAsync(Bucket, "a");
            Assert.That(await TextAsync(client, "b"), Is.EqualTo("shared"));

            await client.DeleteObjectAsync(Bucket, "b");
            Assert.That(ContentFiles(), Is.Empty);
            return 0;
        });
    }

    [Test]
    public async Task Multipart_OfUploadsAndCopies_SurvivesRestart()
    {
        await WithServerAsync(async (server, client) =>
        {
            server.AddObject(Bucket, "source", "0123456789");
            var id = await MultipartUploader.CreateAsync(client, Bucket, "m");
            var copied = await client.CopyPartAsync(new CopyPartRequest { SourceBucket = Bucket, SourceKey = "source", DestinationBucket = Bucket, DestinationKey = "m", UploadId = id, PartNumber = 1, FirstByte = 2, LastByte = 5 });
            var sent = await MultipartUploader.UploadPartAsync(client, new UploadPartRequest { BucketName = Bucket, Key = "m", UploadId = id, PartNumber = 2 }, Encoding.ASCII.GetBytes("-tail"));
            await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = "m", UploadId = id, PartETags = [new PartETag(1, copied.ETag) { ChecksumCRC32 = copied.ChecksumCRC32 }, sent] });
            await client.DeleteObjectAsync(Bucket, "source");
            return 0;
        });

        await WithServerAsync(async (_, client) =>
        {
            Assert.That(await TextAsync(client, "m"), Is.EqualTo("2345-tail"));
            await client.DeleteObjectAsync(Bucket, "m");
            Assert.That(ContentFiles(), Is.Empty);
            return 0;
        });
    }

    [Test]
    public async Task OpenUpload_EndsWithTheServer_AndLeavesNothing()
    {
        await WithServerAsync(async (_, client) =>
        {
            var id = await MultipartUploader.CreateAsync(client, Bucket, "m");
            await MultipartUploader.UploadPartAsync(client, new UploadPartRequest { BucketName = Bucket, Key = "m", UploadId = id, PartNumber = 1 }, [1]);
            Assert.That(ContentFiles(), Has.Length.EqualTo(1));
            return 0;
        });

        await WithServerAsync((server, _) =>
        {
            Assert.That((ContentFiles().Length, server.CountOpenUploads(Bucket)), Is.EqualTo((0, 0)));
            return Task.FromResult(0);
        });
    }

    [Test]
    public async Task Overwrite_Refused_LeavesNoFile()
    {
        await WithServerAsync(async (server, client) =>
        {
            server.AddObject(Bucket, "a", "first");
            Assert.CatchAsync<AmazonS3Exception>(() => client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "second", IfNoneMatch = "*" }));
            Assert.That((ContentFiles().Length, await TextAsync(client, "a")), Is.EqualTo((1, "first")));
            return 0;
        });
    }

    [Test]
    public async Task Read_WhileOverwritten_GoesOnWithTheOldVersion()
    {
        await WithServerAsync(async (server, _) =>
        {
            var old = new byte[4 << 20];
            Array.Fill(old, (byte)1);
            server.AddObject(Bucket, "a", old);
            using var http = new HttpClient();
            using var answer = await http.GetAsync($"{server.Endpoint}{Bucket}/a", HttpCompletionOption.ResponseHeadersRead);

            server.AddObject(Bucket, "a", "new");

            Assert.That(await answer.Content.ReadAsByteArrayAsync(), Has.Length.EqualTo(old.Length).And.All.EqualTo(1));
            return 0;
        });
    }

    [Test]
    public async Task SecondServer_OnTheSameFolder_IsRefused()
    {
        await using var first = await S3TestServer.StartAsync(new S3TestServerOptions { Folder = _folder });

        Assert.CatchAsync<IOException>(() => S3TestServer.StartAsync(new S3TestServerOptions { Folder = _folder }));
    }

    private static async Task<string> TextAsync(IAmazonS3 client, string key)
    {
        using var answer = await client.GetObjectAsync(Bucket, key);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    private string[] ContentFiles() => Directory.GetFiles(Path.Combine(_folder, "content"), "*", SearchOption.AllDirectories);

    private async Task<T> WithServerAsync<T>(Func<S3TestServer, IAmazonS3, Task<T>> action)
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Folder = _folder, Buckets = { Bucket }, Limits = new S3Limits { MinPartBytes = 1 } });
        using var client = server.CreateClient();
        return await action(server, client);
    }
}
