using System.Net;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Files that are fetched while others work.</summary>
[TestFixture]
internal sealed class DownloadTests
{
    private const int Megabyte = 1 << 20;

    [Test]
    public async Task Download_FileThatGrowsMeanwhile_ComesAsLongAsItWas()
    {
        using var scratch = new Scratch();
        scratch.Drop("log.txt", new string('x', 16 * Megabyte));
        await using var app = await ServedApp.StartAsync(scratch);
        using var response = await app.Client.GetAsync("/api/areas/input/download?path=log.txt", HttpCompletionOption.ResponseHeadersRead);

        await File.AppendAllTextAsync(Path.Combine(scratch.Input, "log.txt"), new string('y', 1000));
        var content = await response.Content.ReadAsStringAsync();

        Assert.That((content.Length, content.Trim('x').Length), Is.EqualTo((16 * Megabyte, 0)));
    }

    /// <summary>A client that reads nothing must not hold what others need: the memory for reading, say.</summary>
    [Test]
    public async Task Download_ClientsThatDoNotRead_HoldUpNobody()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Server.AddObject(s3.BucketOf("input"), "input/large.bin", new byte[64 * Megabyte]);
        await using var app = await ServedApp.StartAsync(s3, new() { ["storage:s3:memory_budget_mb"] = "32", ["storage:s3:compatibility"] = "aws" });
        var downloads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            app.Client.GetAsync("/api/areas/input/download?path=large.bin", HttpCompletionOption.ResponseHeadersRead)));
        Assert.That(downloads.Select(download => download.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));

        using var processed = await app.PostClaimAsync(ServedApp.Claim("R-1", "EN-1"), "complete").WaitAsync(TimeSpan.FromSeconds(60));
        using var another = await app.Client.GetAsync("/api/areas/input/download?path=large.bin").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That((processed.StatusCode, another.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        foreach (var download in downloads)
            download.Dispose();
    }
}
