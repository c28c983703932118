namespace VfsStorage.Tests.Behaviour;

/// <summary>The file systems that every behaviour test runs on.</summary>
public static class Backends
{
    public static readonly Backend Disk = new DiskBackend();

    public static readonly Backend S3 = new S3Backend();

    public static IEnumerable<Backend> All => [Disk, S3];

    /// <summary>The same, and in the slow run a store that fails now and then.</summary>
    public static IEnumerable<TestFixtureData> Fixtures =>
        [.. All.Select(backend => new TestFixtureData(backend)), Slow(new FaultyS3Backend())];

    private static TestFixtureData Slow(Backend backend)
    {
        var fixture = new TestFixtureData(backend);
        fixture.Properties.Add("Category", "Slow");
        return fixture;
    }
}
