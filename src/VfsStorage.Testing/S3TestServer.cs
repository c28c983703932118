using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Operations;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Storage.Folders;

namespace VfsStorage.Testing;

/// <summary>
/// An S3 endpoint on a loopback port of this process, as strict as Amazon S3, for tests, demos and offline work. Never for production.
/// </summary>
public sealed class S3TestServer : IAsyncDisposable
{
    private const int MaxRequestLineBytes = 64 * 1024;
    private const int MaxHeaderBytes = 64 * 1024;
    private readonly KestrelServer _kestrel;
    private readonly S3Service _service;

    private S3TestServer(S3Service service)
    {
        _service = service;
        _kestrel = new KestrelServer(
            Microsoft.Extensions.Options.Options.Create(Configure(service.Options)),
            new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions { NoDelay = true }), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The options it was started with.</summary>
    public S3TestServerOptions Options => _service.Options;

    /// <summary>Every request so far.</summary>
    public S3RequestLog Requests => _service.Requests;

    /// <summary>Latency, bandwidth and everything that can go wrong.</summary>
    public S3Faults Faults => _service.Faults;

    /// <summary>Starts a server; it answers when the task completes.</summary>
    /// <param name="options">How it behaves; null for Amazon S3 in memory on a free port.</param>
    /// <exception cref="IOException">The port is taken, or the folder cannot be used.</exception>
    public static async Task<S3TestServer> StartAsync(S3TestServerOptions? options = null)
    {
        options ??= new S3TestServerOptions();
        var server = new S3TestServer(OpenService(options));
        try
        {
            foreach (var bucket in options.Buckets)
                server.CreateBucket(bucket);
            await server._kestrel.StartAsync(new S3Application(server._service), CancellationToken.None).ConfigureAwait(false);
            server.Endpoint = new Uri(server._kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client for this server: path style, its region, the first configured key pair or a dummy one.</summary>
    public IAmazonS3 CreateClient() => CreateClient(CreateConfig());

    /// <summary>A client for this server with a configuration of the caller's, best made from <see cref="CreateConfig"/>.</summary>
    /// <param name="config">The client's configuration.</param>
    public IAmazonS3 CreateClient(AmazonS3Config config) => new AmazonS3Client(CreateCredentials(), config);

    /// <summary>The configuration <see cref="CreateClient()"/> uses, to be altered.</summary>
    public AmazonS3Config CreateConfig() => new()
    {
        ServiceURL = Endpoint.AbsoluteUri,
        ForcePathStyle = true,
        AuthenticationRegion = Options.Region,
        MaxErrorRetry = Options.ClientRetries,
    };

    /// <summary>Creates a bucket if it is not there yet.</summary>
    /// <param name="name">A legal bucket name.</param>
    /// <param name="region">
    /// Its region; null for the server's. A request for a bucket of another region that is not signed for that region is answered with 301.
    /// </param>
    /// <exception cref="ArgumentException">The name is not legal.</exception>
    public void CreateBucket(string name, string? region = null) => Seeder.CreateBucket(_service, name, region);

    /// <summary>Puts an object without a request: nothing is logged, no fault applies.</summary>
    /// <param name="bucket">An existing bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes; they are copied.</param>
    /// <exception cref="ArgumentException">There is no such bucket, or the key is empty or too long.</exception>
    public void AddObject(string bucket, string key, ReadOnlySpan<byte> content) => Seeder.Add(_service, bucket, key, content);

    /// <summary>Puts an object of text (UTF-8) without a request.</summary>
    /// <param name="bucket">An existing bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="content">The text.</param>
    public void AddObject(string bucket, string key, string content) => AddObject(bucket, key, Encoding.UTF8.GetBytes(content));

    /// <summary>Puts an object of any size whose bytes are <see cref="SyntheticContent"/>, without a request and without memory.</summary>
    /// <param name="bucket">An existing bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="length">Its size, bytes.</param>
    /// <exception cref="ArgumentException">There is no such bucket, the key is empty or too long, or the length is negative.</exception>
    public void AddSyntheticObject(string bucket, string key, long length) => Seeder.AddSynthetic(_service, bucket, key, length);

    /// <summary>The keys of a bucket in S3's order, without a request.</summary>
    /// <param name="bucket">An existing bucket.</param>
    /// <param name="prefix">Only keys that begin so.</param>
    /// <exception cref="ArgumentException">There is no such bucket.</exception>
    public IReadOnlyList<string> GetKeys(string bucket, string prefix = "") => Seeder.Keys(_service, bucket, prefix);

    /// <summary>How many multipart uploads of a bucket are open, without a request.</summary>
    /// <param name="bucket">An existing bucket.</param>
    /// <exception cref="ArgumentException">There is no such bucket.</exception>
    public int CountOpenUploads(string bucket) => Seeder.BucketOf(_service, bucket).Uploads.Count;

    /// <summary>Closes every connection and the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _kestrel.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _kestrel.Dispose();
        _service.Dispose();
    }

    private static S3Service OpenService(S3TestServerOptions options)
    {
        IStorage storage = options.Folder is { } folder ? new FolderStorage(folder) : new MemoryStorage();
        try
        {
            return new S3Service(options, storage);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    private static KestrelServerOptions Configure(S3TestServerOptions options)
    {
        var kestrel = new KestrelServerOptions
        {
            AddServerHeader = false,
            // S3 takes the bytes of a header for ISO 8859-1, and answers likewise.
            RequestHeaderEncodingSelector = _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = _ => Encoding.Latin1,
        };
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        return kestrel;
    }

    private static BasicAWSCredentials DummyCredentials() => new("AKIAIOSFODNN7EXAMPLE", "secret-of-no-account");

    private AWSCredentials CreateCredentials() => Options.Credentials switch
    {
        [] => DummyCredentials(),
        [{ SessionToken: null } first, ..] => new BasicAWSCredentials(first.AccessKey, first.SecretKey),
        [var first, ..] => new SessionAWSCredentials(first.AccessKey, first.SecretKey, first.SessionToken),
    };
}
