using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>A range has no checksum, so its place and its length are all there is to check: stores that answer another are not believed.</summary>
internal sealed class RangeAnswerTests
{
    [TestCase("bytes 10-19/100", 10, Description = "As asked.")]
    [TestCase("bytes 10-14/15", 5, Description = "To the end of the object.")]
    public async Task Get_TheRangeAskedFor_IsTaken(string contentRange, int length)
    {
        await using var body = await GetAsync(contentRange, length);
        Assert.That((body.Offset, body.Length), Is.EqualTo((10, length)));
    }

    [TestCase("bytes 10-19/100", 5, Description = "Fewer bytes than the store says.")]
    [TestCase("bytes 10-14/100", 5, Description = "Fewer bytes than there are.")]
    [TestCase("bytes 0-9/100", 10, Description = "Others.")]
    [TestCase("bytes 10-29/100", 20, Description = "More.")]
    [TestCase("bytes 10-19/15", 10, Description = "More than there are.")]
    public void Get_AnotherRange_IsUnavailable(string contentRange, int length) => Assert.That(
        () => GetAsync(contentRange, length),
        Throws.TypeOf<StoreException>().With.Property(nameof(StoreException.Kind)).EqualTo(StoreErrorKind.Unavailable));

    private static async Task<ObjectBody> GetAsync(string contentRange, int length)
    {
        using var client = new AmazonS3Client(new BasicAWSCredentials("AKIATEST", "secret"), new AmazonS3Config
        {
            ServiceURL = "http://localhost:1", ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, HttpClientFactory = new Canned(contentRange, length),
        });
        return await new S3ObjectStore(client, new() { Compatibility = S3Compatibility.Aws }).GetAsync(new("bucket", "key"), VfsStorage.Objects.ByteRange.From(10, 10), null, default);
    }

    private sealed class Canned(string contentRange, int length) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Wire(contentRange, length));
    }

    private sealed class Wire(string contentRange, int length) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.PartialContent) { RequestMessage = request, Content = new ByteArrayContent(new byte[length]) };
            answer.Headers.ETag = new EntityTagHeaderValue("\"0123\"");
            answer.Content.Headers.TryAddWithoutValidation("Content-Range", contentRange);
            return Task.FromResult(answer);
        }
    }
}
