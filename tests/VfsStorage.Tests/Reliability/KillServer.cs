using System.Text;
using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// A store, and processes on it that die at a chosen request: that request is carried out, its answer never comes, and nothing that the process
/// sends after it arrives. So the store is left exactly as SIGKILL leaves it, while the process's own clean-up is of no avail.
/// </summary>
internal sealed class KillServer : IAsyncDisposable
{
    public const string Bucket = "bucket";

    public const int PartBytes = 64 << 10;

    private readonly S3Compatibility _compatibility;
    private string _area = "0/";
    private readonly List<IAmazonS3> _clients = [];

    private KillServer(S3TestServer server, S3Compatibility compatibility) => (Server, _compatibility) = (server, compatibility);

    public S3TestServer Server { get; }

    public static async Task<KillServer> StartAsync(S3Compatibility compatibility)
    {
        var options = new S3TestServerOptions
        {
            Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10, MaxPageEntries = 7 },
            Quirks = compatibility == S3Compatibility.Aws ? S3StoreQuirks.None : S3StoreQuirks.CephRgw16,
            RecordRequests = false,
        };
        options.Buckets.Add(Bucket);
        return new KillServer(await S3TestServer.StartAsync(options), compatibility);
    }

    /// <summary>From here on, processes work in an empty area of their own.</summary>
    public void BeginRound(int number) => _area = $"{number}/";

    /// <summary>A process that lives.</summary>
    public S3FileSystem NewProcess()
    {
        var client = Server.CreateClient();
        _clients.Add(client);
        var options = new S3FileSystemOptions { PartSizeBytes = PartBytes, Concurrency = 3, KeepUnsentData = false };
        options.Requests.Compatibility = _compatibility;
        return new S3FileSystem(client, Bucket, _area, options);
    }

    /// <summary>Runs work in a process that dies at its <paramref name="request"/>th request. Answers false if it ended before that.</summary>
    public async Task<bool> KillAtAsync(int request, Func<S3FileSystem, Task> work)
    {
        using var process = NewProcess();
        using var last = Server.Faults.On().Nth(request).LoseAnswer();
        using var after = Server.Faults.On().Skip(request).ResetConnection();
        try
        {
            await work(process);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Assert.That(last.Hits, Is.EqualTo(1), $"It failed before it was killed: {failure}");
        }

        return last.Hits > 0;
    }

    /// <summary>What is in the bucket: keys below the area, without markers and what the file system keeps for itself, and their texts.</summary>
    public async Task<SortedDictionary<string, string>> FilesAsync()
    {
        using var client = Server.CreateClient();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Server.GetKeys(Bucket, _area).Where(key => !key.EndsWith('/') && !key.Contains("/.vfs/", StringComparison.Ordinal)))
        {
            using var answer = await client.GetObjectAsync(Bucket, key);
            using var reader = new StreamReader(answer.ResponseStream, Encoding.Latin1);
            files["/" + key[_area.Length..]] = await reader.ReadToEndAsync();
        }

        return files;
    }

    /// <summary>What the file system keeps for itself.</summary>
    public IReadOnlyList<string> ReservedKeys() => Server.GetKeys(Bucket, _area + ".vfs/");

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Server.DisposeAsync();
    }
}
