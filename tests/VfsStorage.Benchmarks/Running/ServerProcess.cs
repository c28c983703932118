using System.Diagnostics;
using System.Globalization;
using VfsStorage.Testing;

namespace VfsStorage.Benchmarks.Running;

/// <summary>The test server in a process of its own, so that its memory and garbage are not those of the contenders. The processor they share.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string Bucket = "benchmarks";
    private const string Prefix = "VFS_BENCHMARK_";

    private readonly Process _process;

    private ServerProcess(Process process, string endpoint) => (_process, Endpoint) = (process, endpoint);

    public string Endpoint { get; }

    public static async Task<ServerProcess> StartAsync(Conditions conditions, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        }

        start.ArgumentList.Add("--serve");
        start.Environment[Prefix + "LATENCY"] = conditions.LatencyMilliseconds.ToString(CultureInfo.InvariantCulture);
        start.Environment[Prefix + "BANDWIDTH"] = conditions.MegabytesPerSecond.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(start)!;
        var endpoint = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, endpoint);
    }

    /// <summary>Is the server, until its input ends.</summary>
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        var options = new S3TestServerOptions
        {
            Buckets = { Bucket },
            Latency = TimeSpan.FromMilliseconds(Setting("LATENCY")),
            BytesPerSecond = Setting("BANDWIDTH") is > 0 and var megabytes ? (long)(megabytes * 1e6) : null,
            // Large bodies are neither kept nor hashed: S3's own processors are not what is measured.
            DiscardContentFromBytes = 1 << 20,
            SkipHashFromBytes = 1 << 20,
            RecordRequests = false,
        };
        await using var server = await S3TestServer.StartAsync(options);
        server.AddSyntheticObject(Bucket, LargeObject.Key, LargeObject.FullLength);
        await Console.Out.WriteLineAsync(server.Endpoint.AbsoluteUri);
        await Console.In.ReadToEndAsync(cancellationToken);
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static double Setting(string name) => double.Parse(Environment.GetEnvironmentVariable(Prefix + name) ?? "0", CultureInfo.InvariantCulture);
}
