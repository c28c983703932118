using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Tests.Hosting;

/// <summary>The same batch on the disk and in S3 leaves the same bytes: reports, archive and cache, looked at from outside.</summary>
[TestFixture]
internal sealed class SameBytesTests
{
    private static readonly string[] _areas = ["output", "archive", "cache"];

    private readonly DateTimeOffset _now = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Test]
    public async Task Run_TwiceOnTheDiskAndInS3_LeavesTheSameBytes()
    {
        await using var s3 = await S3Scratch.StartAsync();
        var client = s3.Client;
        var onDisk = new Dictionary<string, string> { ["storage:local:base_path"] = s3.Folder.Root };
        var inS3 = s3.Folder.Variables.Where(variable => variable.Key.StartsWith("STORAGE", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key.Replace("__", ":"), variable => variable.Value);

        await RunTwiceAsync(onDisk, new ServiceCollection());
        await RunTwiceAsync(inS3, new ServiceCollection().AddSingleton(client));

        foreach (var area in _areas)
        {
            var names = Scratch.FilesOf(Path.Combine(s3.Folder.Root, area));
            Assert.That(names, Is.Not.Empty);
            Assert.That(s3.FilesOf(area).Order(StringComparer.Ordinal), Is.EqualTo(names), area);
            foreach (var name in names)
                Assert.That(await s3.ReadAsync(area, name), Is.EqualTo(File.ReadAllBytes(Path.Combine(s3.Folder.Root, area, name))), $"{area}/{name}");
        }

        Assert.That(s3.FilesOf("archive").Count(name => name.Contains("claims", StringComparison.Ordinal)), Is.EqualTo(2), "Both CSVs are kept.");
    }

    /// <summary>The second run finds answers in the cache, and a CSV of that name in the archive.</summary>
    private async Task RunTwiceAsync(Dictionary<string, string> settings, IServiceCollection services)
    {
        settings["log_file"] = "";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings!).Build();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(_now)).AddApplication(configuration);
        await using var provider = services.BuildServiceProvider();
        for (var run = 0; run < 2; run++)
        {
            await SampleFiles.WriteAsync(provider.GetRequiredService<ClaimsWorkspace>());
            var summary = await provider.GetRequiredService<ClaimsBatch>().RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
            Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.Completed));
        }
    }
}
