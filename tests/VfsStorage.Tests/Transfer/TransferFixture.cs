using System.IO.Abstractions;
using Amazon.S3;
using VfsStorage.Testing;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>A folder, a server with two buckets, and transfers between them.</summary>
internal abstract class TransferFixture
{
    private readonly List<IDisposable> _used = [];

    protected S3TestServer Server { get; private set; } = null!;

    protected string Folder { get; private set; } = "";

    protected string SourceFolder => Path.Combine(Folder, "source");

    protected string TargetFolder => Path.Combine(Folder, "target");

    protected string ManifestPath => Path.Combine(Folder, "manifest.jsonl");

    protected static FileSystem Disk { get; } = new();

    protected virtual S3TestServerOptions ServerOptions => new() { Buckets = { "first", "second" } };

    [SetUp]
    public async Task StartAsync()
    {
        Folder = Directory.CreateTempSubdirectory("vfs-transfer-").FullName;
        Directory.CreateDirectory(SourceFolder);
        Server = await S3TestServer.StartAsync(ServerOptions);
    }

    [TearDown]
    public async Task StopAsync()
    {
        foreach (var used in _used)
        {
            used.Dispose();
        }

        _used.Clear();
        await Server.DisposeAsync();
        foreach (var directory in Directory.EnumerateDirectories(Folder, "*", SearchOption.AllDirectories))
        {
            if (new DirectoryInfo(directory).LinkTarget is null)
            {
                File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }

    protected static TransferPlace OnDisk(string path) => new(Disk, path);

    /// <summary>A place in a bucket, as a new process sees it.</summary>
    protected TransferPlace InBucket(string bucket, string path = "/", S3Compatibility compatibility = S3Compatibility.Aws, IAmazonS3? client = null)
    {
        client ??= Server.CreateClient();
        var fileSystem = new S3FileSystem(client, bucket, "", new S3FileSystemOptions { Requests = { Compatibility = compatibility } });
        _used.Add(fileSystem);
        _used.Add(client);
        return new TransferPlace(fileSystem, path);
    }

    protected static async Task<TransferReport> TransferAsync(
        TransferPlace source, TransferPlace destination, TransferOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var job = new TransferJob(source, destination, options);
        return await job.RunAsync(await job.PlanAsync(cancellationToken), cancellationToken);
    }

    protected async Task<string> ContentAsync(string bucket, string key)
    {
        using var client = Server.CreateClient();
        using var answer = await client.GetObjectAsync(bucket, key);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    protected string Write(string path, string content = "content")
    {
        var full = Path.Combine(SourceFolder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }
}
