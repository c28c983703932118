using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace VfsStorage.App.Tests.Serving;

/// <summary>
/// 64 clients that post basic claims as fast as they are answered, at a server in a process of its own. Ten seconds, or
/// <c>VFS_LOAD_SECONDS</c>. Nothing may be lost, and memory must stay flat. The figures are printed as a table; a document that
/// <c>VFS_LOAD_REPORT</c> names gets them between its marks.
/// </summary>
[TestFixture(Category = "Slow")]
internal sealed partial class LoadTests
{
    private const int Clients = 64;
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- /figures -->";

    /// <summary>How much more the server may hold at the end than after a third of the time.</summary>
    private const double MaxGrowthMegabytes = 96;

    private static readonly TimeSpan _duration = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("VFS_LOAD_SECONDS") ?? "10", CultureInfo.InvariantCulture));

    private static readonly Dictionary<string, string> _modes = new()
    {
        ["local"] = "local disk", ["s3"] = "S3, strict", ["s3 fast"] = "S3, fast",
    };

    private readonly List<string> _figures = [];

    [OneTimeTearDown]
    public void Report()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Clients} clients, {_duration.TotalSeconds:F0} s, {Environment.ProcessorCount} processor cores, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}:\n\n")
            + "| mode | claims | lost | throughput | p50 | p99 | memory after a third | memory at the end | requests to the store a claim |\n"
            + "|---|---|---|---|---|---|---|---|---|\n" + string.Join('\n', _figures) + '\n';
        TestContext.Progress.WriteLine(text);
        if (Environment.GetEnvironmentVariable("VFS_LOAD_REPORT") is not { Length: > 0 } path)
            return;
        var document = File.ReadAllText(path);
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        Assert.That(begin >= 0 && end > begin, Is.True, $"{path} has no place for figures.");
        File.WriteAllText(path, document[..(begin + Begin.Length)] + "\n" + text + document[end..]);
    }

    [Test]
    public async Task Serve_UnderLoad_LosesNothingInFlatMemory([Values("local", "s3", "s3 fast")] string mode)
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Folder.Variables["STORAGE__MODE"] = mode.Split(' ')[0];
        if (mode.EndsWith("fast", StringComparison.Ordinal))
            s3.Folder.Variables["STORAGE__S3__SEMANTICS"] = "fast";
        using var process = VfsProcess.Start(s3.Folder, "serve", "--port", "0");
        var address = new Uri(AddressPattern().Match(await process.ReadLineAsync() ?? "").Value);
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        var latencies = new ConcurrentQueue<double>();
        var failures = new ConcurrentQueue<string>();
        var answered = new ConcurrentQueue<string>();
        var memory = new List<double>();

        // Alive before it is measured.
        using var first = await client.PostAsJsonAsync("/process-claim-basic", ServedApp.Claim("W-0", "W-0"));
        var watch = Stopwatch.StartNew();
        var clients = Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
        {
            for (var claim = 0; watch.Elapsed < _duration; claim++)
            {
                var id = $"{number}-{claim}";
                var started = Stopwatch.GetTimestamp();
                using var response = await client.PostAsJsonAsync("/process-claim-basic", ServedApp.Claim(id, id));
                await response.Content.ReadAsByteArrayAsync();
                latencies.Enqueue(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (response.IsSuccessStatusCode)
                    answered.Enqueue(id);
                else
                    failures.Enqueue($"{id}: {(int)response.StatusCode}");
            }
        })).ToList();
        while (watch.Elapsed < _duration)
        {
            await Task.Delay(_duration / 60);
            memory.Add(process.WorkingSetBytes / 1024.0 / 1024.0);
        }

        await Task.WhenAll(clients);
        var seconds = watch.Elapsed.TotalSeconds;

        var sorted = latencies.Order().ToArray();
        var early = memory.Skip(memory.Count / 3).Take(Math.Max(1, memory.Count / 6)).Max();
        var late = memory.TakeLast(Math.Max(1, memory.Count / 6)).Max();
        var requests = mode == "local" ? "" : (s3.Server.Requests.All.Count / (double)sorted.Length).ToString("F0", CultureInfo.InvariantCulture);
        _figures.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"| {_modes[mode]} | {sorted.Length:N0} | {failures.Count} | {sorted.Length / seconds:N0}/s | {Percentile(sorted, 0.5):N0} ms | {Percentile(sorted, 0.99):N0} ms | {early:F0} MiB | {late:F0} MiB | {requests} |"));
        Assert.That(failures, Is.Empty, "None is lost.");
        Assert.That(answered, Has.Count.GreaterThan(Clients));
        var reports = mode != "local" ? s3.FilesOf("cache") : Scratch.FilesOf(s3.Folder.Cache);
        var kept = reports.Where(name => name.Contains("ComplianceReportAgent_", StringComparison.Ordinal)).Select(name => name.Split('/')[0]).ToHashSet();
        Assert.That(answered.Where(id => !kept.Contains(id)), Is.Empty, "Every answered claim has its report version.");
        Assert.That(late - early, Is.LessThan(MaxGrowthMegabytes), "Memory stays flat.");
        process.Signal(15);
        Assert.That((await process.EndAsync()).ExitCode, Is.Zero);
    }

    private static double Percentile(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * part)];

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
