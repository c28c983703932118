using System.IO.Abstractions;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Util;
using VfsStorage.Testing;

namespace VfsStorage.Benchmarks.Running;

/// <summary>What every contender works with: the same client and bucket, file systems over them, and a folder on the local disk.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vfs-benchmark-").FullName;
    private readonly List<S3FileSystem> _fileSystems = [];
    private int _names;

    private Stage(IAmazonS3 client, string bucket, Conditions conditions)
    {
        (Client, Bucket, Conditions) = (client, bucket, conditions);
        (Strict, Fast) = (NewFileSystem(S3Semantics.Strict), NewFileSystem(S3Semantics.Fast));
    }

    public IAmazonS3 Client { get; }

    public string Bucket { get; }

    public Conditions Conditions { get; }

    public IFileSystem Strict { get; }

    public IFileSystem Fast { get; }

    public IFileSystem Disk { get; } = new FileSystem();

    /// <summary>Opens a server. On a real one the bucket is made if it is missing, and only what every store understands is sent.</summary>
    public static async Task<Stage> OpenAsync(string endpoint, string bucket, Conditions conditions)
    {
        var isTestServer = conditions.Endpoint is null;
        var config = new AmazonS3Config
        {
            ServiceURL = endpoint,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = new CountingClientFactory(),
        };
        if (isTestServer)
            return new Stage(new AmazonS3Client(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret-of-no-account"), config), ServerProcess.Bucket, conditions);
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        config.ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED;
        var client = new AmazonS3Client(config);
        if (!await AmazonS3Util.DoesS3BucketExistV2Async(client, bucket))
            await client.PutBucketAsync(bucket);
        return new Stage(client, bucket, conditions);
    }

    /// <summary>A prefix that nobody has used: of a directory in the bucket, and on the disk.</summary>
    public string NewName() => $"run-{Environment.ProcessId}-{Interlocked.Increment(ref _names)}";

    /// <summary>A folder on the local disk.</summary>
    public string LocalFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>A folder on the local disk with empty files.</summary>
    public string LocalTree(string name, IEnumerable<string> files)
    {
        var folder = LocalFolder(name);
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(file)!));
            File.Create(Path.Combine(folder, file)).Dispose();
        }

        return folder;
    }

    /// <summary>A local file of so many bytes.</summary>
    public async Task<string> LocalFileAsync(long length)
    {
        var path = Path.Combine(_folder, $"file-{length}");
        if (!File.Exists(path))
        {
            await using var file = File.Create(path);
            var piece = new byte[1 << 20];
            for (long done = 0; done < length; done += piece.Length)
            {
                SyntheticContent.Fill(done, piece);
                await file.WriteAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, length - done)));
            }
        }

        return path;
    }

    /// <summary>Puts many small objects, fast, outside of what is measured.</summary>
    public Task SeedAsync(IEnumerable<string> keys, int size) => Parallel.ForEachAsync(
        keys,
        new ParallelOptions { MaxDegreeOfParallelism = 128 },
        async (key, token) => await Client.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream(new byte[size]) }, token));

    public ValueTask DisposeAsync()
    {
        _fileSystems.ForEach(fileSystem => fileSystem.Dispose());
        Client.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private S3FileSystem NewFileSystem(S3Semantics semantics)
    {
        var compatibility = Conditions.Endpoint is null ? S3Compatibility.Aws : S3Compatibility.Auto;
        var fileSystem = new S3FileSystem(Client, Bucket, options: new S3FileSystemOptions { Semantics = semantics, Requests = { Compatibility = compatibility } });
        _fileSystems.Add(fileSystem);
        return fileSystem;
    }
}
