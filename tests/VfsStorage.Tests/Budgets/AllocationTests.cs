using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace VfsStorage.Tests.Budgets;

/// <summary>"A 4 KiB ReadAllBytes allocates at most 1.3 times what the call of the SDK allocates."</summary>
[NonParallelizable]
internal sealed class AllocationTests
{
    private const int Size = 4 << 10;
    private const int Rounds = 500;

    [Test]
    public async Task ReadAllBytes_4KiB_AllocatesAtMost1Point3TimesTheSdk()
    {
        var config = new AmazonS3Config { ServiceURL = "http://localhost:1", ForcePathStyle = true, AuthenticationRegion = "us-east-1", HttpClientFactory = new CannedFactory() };
        using var client = new AmazonS3Client(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret-of-no-account"), config);
        using var fileSystem = new S3FileSystem(client, "bucket", options: new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws } });

        var sdk = await MeasureAsync(() => GetAsync(client));
        var ours = await MeasureAsync(() => fileSystem.File.ReadAllBytesAsync("/file"));
        var again = await MeasureAsync(() => GetAsync(client));

        await TestContext.Out.WriteLineAsync($"{sdk} and {again} bytes a call of the SDK, {ours} of ours");
        Assert.That(ours, Is.LessThanOrEqualTo(1.3 * Math.Max(sdk, again)));
    }

    private static async Task<byte[]> GetAsync(AmazonS3Client client)
    {
        using var answer = await client.GetObjectAsync("bucket", "file");
        var content = new byte[answer.ContentLength];
        await answer.ResponseStream.ReadExactlyAsync(content);
        return content;
    }

    private static async Task<long> MeasureAsync(Func<Task<byte[]>> read)
    {
        for (var i = 0; i < Rounds; i++)
        {
            Assert.That(await read(), Has.Length.EqualTo(Size));
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Rounds; i++)
        {
            await read();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Rounds;
    }

    /// <summary>A client whose every answer is the same file.</summary>
    private sealed class CannedFactory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new CannedHandler());
    }

    private sealed class CannedHandler : HttpMessageHandler
    {
        private static readonly byte[] Content = new byte[Size];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(Content) };
            answer.Headers.TryAddWithoutValidation("ETag", "\"0123456789abcdef0123456789abcdef-1\"");
            answer.Headers.TryAddWithoutValidation("x-amz-meta-mtime", "1732334400.1234567");
            answer.Headers.TryAddWithoutValidation("x-amz-meta-mode", "33188");
            answer.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            return Task.FromResult(answer);
        }
    }
}
