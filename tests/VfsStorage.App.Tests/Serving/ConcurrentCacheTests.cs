using System.Net;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Caches that are cleared while somebody else clears them, or while claims are processed.</summary>
[TestFixture]
internal sealed class ConcurrentCacheTests
{
    private const int Rounds = 20;

    [Test]
    public async Task Clear_SeveralAtOnce_NoneFails([Values] bool inS3)
    {
        await using var s3 = await S3Scratch.StartAsync();
        await using var app = inS3 ? await ServedApp.StartAsync(s3) : await ServedApp.StartAsync(s3.Folder);
        for (var round = 0; round < Rounds; round++)
        {
            using var processed = await app.PostClaimAsync(ServedApp.Claim("R-1", "EN-1"), "complete");
            string[] addresses = ["/cache/clear/EN-1", "/cache/clear-all", "/cache/clear/EN-1", "/cache/clear-agent/EN-1/SEC_IAPD_Agent", "/cache/cleanup-stale", "/cache/clear-all"];

            await AssertAllSucceedAsync(addresses.Select(address => app.Client.PostAsync(address, null)), $"round {round}");

            var left = inS3 ? s3.FilesOf("cache") : Scratch.FilesOf(s3.Folder.Cache);
            Assert.That(left, Has.None.Contains("SEC_IAPD").And.Some.Contains("ComplianceReportAgent"));
        }
    }

    [Test]
    public async Task Clear_WhileClaimsAreProcessed_NeitherFails([Values] bool inS3)
    {
        await using var s3 = await S3Scratch.StartAsync();
        await using var app = inS3 ? await ServedApp.StartAsync(s3) : await ServedApp.StartAsync(s3.Folder);
        for (var round = 0; round < Rounds; round++)
        {
            await AssertAllSucceedAsync(
                [
                    app.PostClaimAsync(ServedApp.Claim("R-1", "EN-1"), "complete"), app.Client.PostAsync("/cache/clear-all", null),
                    app.PostClaimAsync(ServedApp.Claim("R-2", "EN-1"), "complete"), app.Client.PostAsync("/cache/clear-all", null),
                    app.PostClaimAsync(ServedApp.Claim("R-1", "EN-1"), "basic"), app.Client.PostAsync("/cache/clear-all", null),
                ],
                $"round {round}");
        }

        Assert.That((await app.GetAsync("/api/reports/EN-1/R-1"))!["versions"]!.AsArray(), Is.Not.Empty, "Reports are kept.");
    }

    private static async Task AssertAllSucceedAsync(IEnumerable<Task<HttpResponseMessage>> requests, string label)
    {
        foreach (var response in await Task.WhenAll(requests))
        {
            using (response)
            {
                Assert.That(
                    response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{label}, {response.RequestMessage!.RequestUri}: {await response.Content.ReadAsStringAsync()}");
            }
        }
    }
}
