using Amazon.Runtime;
using Amazon.S3;

namespace VfsStorage.Tests;

/// <summary>
/// A real S3 server that this test run uses in place of the one inside the process, named by environment variables:
/// <c>VFS_TEST_ENDPOINT</c> (its URL), <c>VFS_TEST_ACCESS_KEY</c> and <c>VFS_TEST_SECRET_KEY</c>, and
/// <c>VFS_TEST_COMPATIBILITY</c> where it is not to be probed. Shared by all test projects.
/// </summary>
internal sealed record ExternalStore(Uri Endpoint, string AccessKey, string SecretKey, S3Compatibility Compatibility)
{
    /// <summary>The server of this run, or <see langword="null"/> where the one inside the process is used.</summary>
    public static readonly ExternalStore? Current = Environment.GetEnvironmentVariable("VFS_TEST_ENDPOINT") is { Length: > 0 } url
        ? new(
            new Uri(url),
            Required("VFS_TEST_ACCESS_KEY"),
            Required("VFS_TEST_SECRET_KEY"),
            Enum.Parse<S3Compatibility>(Environment.GetEnvironmentVariable("VFS_TEST_COMPATIBILITY") ?? nameof(S3Compatibility.Auto), ignoreCase: true))
        : null;

    /// <summary>Names of this run's buckets start with this, so that runs on one server do not meet.</summary>
    public static readonly string RunName = $"vfs-{Guid.NewGuid():N}"[..16];

    public IAmazonS3 CreateClient() => new AmazonS3Client(
        new BasicAWSCredentials(AccessKey, SecretKey),
        new AmazonS3Config { ServiceURL = Endpoint.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    /// <summary>Skips a test that breaks or inspects the server inside the process, where a real one is used.</summary>
    public static void RequireTestServer()
    {
        if (Current is not null)
            Assert.Ignore("It needs the faults or the log of the server inside the process.");
    }

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"VFS_TEST_ENDPOINT is set, {variable} is not.");
}
