using Microsoft.Extensions.Configuration;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Diagnosis;

/// <summary>Examines a configuration whose store is a test server of the test's own.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class DoctorFixture : IAsyncDisposable
{
    protected static readonly string[] Areas = ["input", "output", "archive", "cache"];

    private readonly Dictionary<string, string?> _settings = [];

    protected S3TestServer Server { get; private set; } = null!;

    /// <summary>The setting that the last examination recommended.</summary>
    protected S3Compatibility? Recommended { get; private set; }

    /// <summary>What the last examination found.</summary>
    protected IReadOnlyList<StorageFinding> Findings { get; private set; } = [];

    protected TimeProvider Time { get; set; } = TimeProvider.System;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Server is not null)
            await Server.DisposeAsync();
    }

    /// <summary>Starts a store with a bucket an area and a configuration that fits it.</summary>
    protected async Task StartAsync(S3StoreQuirks quirks = S3StoreQuirks.None, Action<S3TestServerOptions>? change = null)
    {
        var options = new S3TestServerOptions { Quirks = quirks };
        foreach (var area in Areas)
            options.Buckets.Add($"claims-{area}");
        change?.Invoke(options);
        Server = await S3TestServer.StartAsync(options);
        Set("mode", "s3");
        // What other programs of this machine left unsent is not this test's business.
        Set("s3:spill_directory", Path.Combine(Path.GetTempPath(), $"vfs-doctor-tests-{Guid.NewGuid():N}"));
        Set("s3:service_url", Server.Endpoint.AbsoluteUri);
        foreach (var area in Areas)
        {
            Set($"s3:{area}_bucket", $"claims-{area}");
            Set($"s3:{area}_prefix", $"{area}/");
        }
    }

    protected void Set(string key, string? value) => _settings[key] = value;

    /// <summary>Examines the storage.</summary>
    protected async Task<IReadOnlyList<StorageFinding>> ExamineAsync(bool fix = false)
    {
        var doctor = Doctor();
        Findings = await doctor.ExamineAsync(new StorageDoctorOptions { Fix = fix, MeasureThroughput = false }).ToListAsync();
        Recommended = doctor.RecommendedCompatibility;
        return Findings;
    }

    protected StorageDoctor Doctor() => new(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build(), Time);

    /// <summary>The one finding about a subject that contains a text.</summary>
    protected StorageFinding Find(string subject, string text)
    {
        var found = Findings.Where(finding => finding.Subject == subject && finding.Message.Contains(text, StringComparison.Ordinal)).ToList();
        Assert.That(found, Has.Count.EqualTo(1), All());
        return found[0];
    }

    /// <summary>What is not well; how long a request takes is the machine's affair.</summary>
    protected IEnumerable<StorageFinding> Worse => Findings.Where(
        finding => finding.Level != StorageFindingLevel.Ok && !finding.Message.StartsWith("a small request takes", StringComparison.Ordinal));

    /// <summary>Everything that was found, for a message.</summary>
    protected string All() => string.Join('\n', Findings);

    protected void AssertNothingIsLeft() => Assert.That(Areas.SelectMany(area => Server.GetKeys($"claims-{area}")), Is.Empty);
}
