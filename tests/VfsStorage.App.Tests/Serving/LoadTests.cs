using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace VfsStorage.App.Tests.Serving;

/// <summary>
/// 64 clients that post basic claims as fast as they are answered, at a server in a process of its own. Ten seconds, or
/// <c>VFS_LOAD_SECONDS</c>. Nothing may be lost, and memory must stay flat.
/// </summary>
[TestFixture(Category = "Slow")]
internal sealed partial class LoadTests
{
    private const int Clients = 64;

    /// <summary>How much more the server may hold at the end than after a third of the time.</summary>
    private const double MaxGrowthMegabytes = 96;

    private static readonly TimeSpan _duration = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("VFS_LOAD_SECONDS") ?? "10", CultureInfo.InvariantCulture));

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
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{mode}: {Clients} clients, {seconds:F0} s, {sorted.Length} claims, {sorted.Length / seconds:F0}/s, p50 {Percentile(sorted, 0.5):F0} ms, p99 {Percentile(sorted, 0.99):F0} ms, memory {early:F0} MiB after a third, {late:F0} MiB at the end, {failures.Count} lost"));
        if (mode != "local")
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mode}: {s3.Server.Requests.All.Count / (double)sorted.Length:F0} requests to the store for each claim"));
        Assert.That(failures, Is.Empty);
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
