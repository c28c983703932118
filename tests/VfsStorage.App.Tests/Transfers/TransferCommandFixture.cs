using System.Text;
using System.Text.Json;
using VfsStorage.App.Hosting;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Transfers;

/// <summary>Runs transferring commands inside this process, between a folder and a test server with a bucket for each area.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class TransferCommandFixture : IAsyncDisposable
{
    private static readonly string[] _areas = ["input", "output", "archive", "cache"];

    protected Scratch Scratch { get; } = new();

    protected S3TestServer Server { get; private set; } = null!;

    /// <summary>What a command that asks is answered.</summary>
    protected string Answer { get; set; } = "";

    /// <summary>What the manifest is called; another transfer needs another one.</summary>
    protected string ManifestName { get; set; } = "manifest";

    protected string ConfigFile => Path.Combine(Scratch.Root, "test.json");

    [SetUp]
    public async Task PrepareAsync()
    {
        var options = new S3TestServerOptions();
        foreach (var area in _areas)
            options.Buckets.Add($"claims-{area}");
        Server = await S3TestServer.StartAsync(options);
        Configure(new Dictionary<string, object> { ["service_url"] = Server.Endpoint.AbsoluteUri, ["compatibility"] = "aws", ["max_retries"] = 1 });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
        Scratch.Dispose();
    }

    /// <summary>Writes the configuration: local mode, and what is told of S3.</summary>
    protected void Configure(Dictionary<string, object> s3)
    {
        foreach (var area in _areas)
        {
            s3.TryAdd($"{area}_bucket", $"claims-{area}");
            s3.TryAdd($"{area}_prefix", $"{area}/");
        }

        File.WriteAllText(ConfigFile, JsonSerializer.Serialize(new { log_file = "", storage = new { mode = "local", local = new { base_path = Scratch.Root }, s3 } }));
    }

    /// <summary>Runs a command line; the manifest is in the scratch folder.</summary>
    protected async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader(Answer);
        var manifest = Path.Combine(Scratch.Root, $"{ManifestName}-{arguments[0]}.jsonl");
        var exitCode = await VfsProgram.RunAsync(
            [.. arguments, "--config", ConfigFile, "--manifest", manifest], new Terminal(output, errors) { In = input });
        return new ProcessResult(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a command line that must succeed.</summary>
    protected async Task<string> OutputAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.That((result.ExitCode, result.Errors), Is.EqualTo((0, "")), result.ToString());
        return result.Output;
    }

    /// <summary>Runs a command line that must fail with one line.</summary>
    protected async Task<string> ErrorAsync(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.ErrorLines, Has.Count.EqualTo(1), result.ToString());
        return result.ErrorLines[0];
    }

    /// <summary>Writes a file of the scratch folder.</summary>
    protected string Write(string path, string content = "content")
    {
        var full = Path.Combine(Scratch.Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }

    protected string Read(string path) => File.ReadAllText(Path.Combine(Scratch.Root, path));

    /// <summary>The files of an area in S3.</summary>
    protected IReadOnlyList<string> FilesOf(string area) =>
        [.. Server.GetKeys($"claims-{area}", area + "/").Select(key => key[(area.Length + 1)..]).Where(key => key.Length > 0 && !key.EndsWith('/'))];

    protected void Upload(string area, string name, string content) => Server.AddObject($"claims-{area}", $"{area}/{name}", content);

    protected async Task<string> DownloadAsync(string area, string name)
    {
        using var client = Server.CreateClient();
        using var answer = await client.GetObjectAsync($"claims-{area}", $"{area}/{name}");
        using var reader = new StreamReader(answer.ResponseStream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
