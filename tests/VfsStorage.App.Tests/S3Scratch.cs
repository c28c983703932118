using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;
using VfsStorage.Tests;

namespace VfsStorage.App.Tests;

/// <summary>
/// A scratch folder whose processes work in S3 mode: against a test server in this process, or against the real server that the run names.
/// </summary>
internal sealed class S3Scratch : IAsyncDisposable
{
    private static readonly string[] _areas = ["input", "output", "archive", "cache"];

    private readonly string _buckets = $"claims-{Guid.NewGuid():N}";
    private readonly S3TestServer? _server;

    private S3Scratch(S3TestServer? server)
    {
        _server = server;
        Client = server is null ? ExternalStore.Current!.CreateClient() : server.CreateClient();
    }

    /// <summary>The server in this process; a test that needs it is skipped on a real one.</summary>
    public S3TestServer Server
    {
        get
        {
            ExternalStore.RequireTestServer();
            return _server!;
        }
    }

    public IAmazonS3 Client { get; }

    public Scratch Folder { get; } = new();

    /// <summary>Makes the four buckets and points the processes of the folder to them, by environment alone.</summary>
    /// <param name="options">What the server in this process is to be like; a test that says so is skipped on a real one.</param>
    public static async Task<S3Scratch> StartAsync(S3TestServerOptions? options = null)
    {
        if (options is not null)
            ExternalStore.RequireTestServer();
        var scratch = new S3Scratch(ExternalStore.Current is null ? await S3TestServer.StartAsync(options) : null);
        var variables = scratch.Folder.Variables;
        variables["STORAGE__MODE"] = "s3";
        variables["STORAGE__S3__SERVICE_URL"] = (ExternalStore.Current?.Endpoint ?? scratch._server!.Endpoint).AbsoluteUri;
        foreach (var area in _areas)
        {
            if (scratch._server is { } server)
                server.CreateBucket(scratch.BucketOf(area));
            else
                await scratch.Client.PutBucketAsync(scratch.BucketOf(area));
            variables[$"STORAGE__S3__{area.ToUpperInvariant()}_BUCKET"] = scratch.BucketOf(area);
            variables[$"STORAGE__S3__{area.ToUpperInvariant()}_PREFIX"] = $"{area}/";
        }

        variables["AWS_ACCESS_KEY_ID"] = ExternalStore.Current?.AccessKey ?? "AKIAIOSFODNN7EXAMPLE";
        variables["AWS_SECRET_ACCESS_KEY"] = ExternalStore.Current?.SecretKey ?? "secret-of-no-account";
        variables["AWS_EC2_METADATA_DISABLED"] = "true";
        return scratch;
    }

    public string BucketOf(string area) => $"{_buckets}-{area}";

    /// <summary>Puts a file into the input area.</summary>
    public void Drop(string name, string content)
    {
        if (_server is not null)
            _server.AddObject(BucketOf("input"), "input/" + name, content);
        else
            Client.PutObjectAsync(Request(name, content)).GetAwaiter().GetResult();
    }

    /// <summary>The files of an area, without directory markers, relative to its prefix.</summary>
    public IReadOnlyList<string> FilesOf(string area) =>
        [.. KeysOf(area).Select(key => key[(area.Length + 1)..]).Where(key => key.Length > 0 && !key.EndsWith('/'))];

    /// <summary>A file of an area.</summary>
    public async Task<byte[]> ReadAsync(string area, string name)
    {
        using var answer = await Client.GetObjectAsync(BucketOf(area), $"{area}/{name}");
        using var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    /// <summary>Uploads that were begun and neither completed nor aborted.</summary>
    public int CountOpenUploads() => _areas.Sum(area =>
        Client.ListMultipartUploadsAsync(BucketOf(area)).GetAwaiter().GetResult().MultipartUploads?.Count ?? 0);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        Folder.Dispose();
    }

    // Not every store takes a body in signed chunks.
    private PutObjectRequest Request(string name, string content) =>
        new() { BucketName = BucketOf("input"), Key = "input/" + name, ContentBody = content, UseChunkEncoding = false };

    private IEnumerable<string> KeysOf(string area)
    {
        if (_server is not null)
            return _server.GetKeys(BucketOf(area), area + "/");
        var request = new ListObjectsV2Request { BucketName = BucketOf(area), Prefix = area + "/" };
        var keys = new List<string>();
        ListObjectsV2Response page;
        do
        {
            page = Client.ListObjectsV2Async(request).GetAwaiter().GetResult();
            keys.AddRange(page.S3Objects?.Select(found => found.Key) ?? []);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return keys;
    }
}
