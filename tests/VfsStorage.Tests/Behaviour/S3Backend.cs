using System.Globalization;
using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Behaviour;

/// <summary>
/// An <see cref="S3FileSystem"/>: on the test server, one server and client a process and one bucket a test; on a real one, one bucket a
/// process and one prefix a test, because a bucket costs more there than a test.
/// </summary>
public sealed class S3Backend : Backend
{
    private const string ScratchRoot = "/scratch";

    private static readonly Lazy<(S3TestServer Server, IAmazonS3 Client)> Inside = new(Start);

    private static readonly Lazy<IAmazonS3> Outside = new(Connect);

    private static int _scratches;

    private static string SharedBucket => $"{ExternalStore.RunName}-behaviour";

    public override string Name => "S3";

    public override Capabilities Capabilities => Capabilities.ReadOnlyEnforced | Capabilities.InfoModes | Capabilities.DeletedFilesStayReadable;

    public override Scratch OpenScratch()
    {
        var number = Interlocked.Increment(ref _scratches).ToString(CultureInfo.InvariantCulture);
        var options = new S3FileSystemOptions { WatcherInterval = TimeSpan.FromMilliseconds(50) };
        S3FileSystem fileSystem;
        if (ExternalStore.Current is { } external)
        {
            options.Requests.Compatibility = external.Compatibility;
            fileSystem = new S3FileSystem(Outside.Value, SharedBucket, $"scratch-{number}/", options);
        }
        else
        {
            var (server, client) = Inside.Value;
            server.CreateBucket($"scratch-{number}");
            fileSystem = new S3FileSystem(client, $"scratch-{number}", "prefix/", options);
        }

        fileSystem.Directory.CreateDirectory(ScratchRoot);
        return new Scratch(fileSystem, ScratchRoot, fileSystem.Dispose);
    }

    private static (S3TestServer Server, IAmazonS3 Client) Start()
    {
        var server = S3TestServer.StartAsync(new S3TestServerOptions { RecordRequests = false }).GetAwaiter().GetResult();
        return (server, server.CreateClient());
    }

    private static IAmazonS3 Connect()
    {
        var client = ExternalStore.Current!.CreateClient();
        client.PutBucketAsync(SharedBucket).GetAwaiter().GetResult();
        return client;
    }
}
