using System.Diagnostics;
using System.Text.Json;
using VfsStorage.App.Hosting;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Files;

/// <summary>
/// Runs everyday commands inside this process, on the local disk or in S3, over the same small tree. What they print must not tell which.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class FileCommandFixture(string mode) : IAsyncDisposable
{
    private static readonly string[] _areas = ["input", "output", "archive", "cache"];

    protected Scratch Scratch { get; } = new();

    protected S3TestServer Server { get; private set; } = null!;

    protected bool IsS3 => mode == "s3";

    /// <summary>What a command that asks is answered.</summary>
    protected string Answer { get; set; } = "";

    private string ConfigFile => Path.Combine(Scratch.Root, "test.json");

    [SetUp]
    public async Task PrepareAsync()
    {
        var options = new S3TestServerOptions();
        foreach (var area in _areas)
            options.Buckets.Add($"claims-{area}");
        Server = await S3TestServer.StartAsync(options);
        await File.WriteAllTextAsync(ConfigFile, JsonSerializer.Serialize(new
        {
            log_file = "",
            storage = new { mode, local = new { base_path = Scratch.Root }, s3 = S3Settings() },
        }));
        Add("input", "a.csv", "id,name\n1,Ada\n2,Bruno\n");
        Add("input", "b.txt", "text");
        Add("input", "2031/c.csv", "id\n3\n");
        Add("input", "2031/05/d.csv", "");
        AddDirectory("input", "empty");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
        Scratch.Dispose();
    }

    /// <summary>Runs a command line.</summary>
    protected async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var bytes = new MemoryStream();
        using var input = new StringReader(Answer);
        var terminal = new Terminal(output, errors) { In = input, OpenBytes = () => new UnclosedStream(bytes) };
        var exitCode = await VfsProgram.RunAsync([.. arguments, "--config", ConfigFile], terminal);
        return new ProcessResult(exitCode, output + System.Text.Encoding.UTF8.GetString(bytes.ToArray()), errors.ToString());
    }

    /// <summary>Runs a command line that must succeed, and gives its lines.</summary>
    protected async Task<string[]> LinesAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Errors, Is.Empty);
        return result.Output.TrimEnd('\n').Split('\n');
    }

    /// <summary>Runs a command line that must fail with one line.</summary>
    protected async Task<string> ErrorAsync(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.ToString());
        Assert.That(result.ErrorLines, Has.Count.EqualTo(1), result.ToString());
        return result.ErrorLines[0];
    }

    protected void Add(string area, string name, string content)
    {
        if (IsS3)
        {
            Server.AddObject($"claims-{area}", $"{area}/{name}", content);
            return;
        }

        var path = LocalPath(area, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    protected void AddDirectory(string area, string name)
    {
        if (IsS3)
            Server.AddObject($"claims-{area}", $"{area}/{name}/", "");
        else
            Directory.CreateDirectory(LocalPath(area, name));
    }

    /// <summary>The files of an area, looked at from outside.</summary>
    protected IReadOnlyList<string> FilesOf(string area) => IsS3
        ? [.. Server.GetKeys($"claims-{area}", area + "/").Select(key => key[(area.Length + 1)..]).Where(key => key.Length > 0 && !key.EndsWith('/'))]
        : Scratch.FilesOf(LocalPath(area, ""));

    protected static async Task RunShellAsync(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command]);
        await shell.WaitForExitAsync();
        Assert.That(shell.ExitCode, Is.Zero);
    }

    protected string LocalPath(string area, string name) => Path.Combine(Scratch.Root, area == "input" ? "drop" : area, name);

    private Dictionary<string, string> S3Settings()
    {
        var settings = new Dictionary<string, string> { ["service_url"] = Server.Endpoint.AbsoluteUri, ["compatibility"] = "aws", ["spill_directory"] = Path.Combine(Scratch.Root, "spill") };
        foreach (var area in _areas)
        {
            settings[$"{area}_bucket"] = $"claims-{area}";
            settings[$"{area}_prefix"] = $"{area}/";
        }

        return settings;
    }

    /// <summary>What a command disposes and the test reads afterwards.</summary>
    private sealed class UnclosedStream(Stream inner) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);
    }
}
