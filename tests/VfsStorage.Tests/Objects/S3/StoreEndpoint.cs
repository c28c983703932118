using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>A kind of S3 endpoint that the store's contract is proved on.</summary>
public sealed class StoreEndpoint(string name, S3Compatibility compatibility, Func<Task<RunningEndpoint>> start)
{
    private const string ExternalVariable = "VFSSTORAGE_TEST_S3";

    /// <summary>
    /// The endpoints of this run. A real store joins in through an environment variable,
    /// <c>VFSSTORAGE_TEST_S3=ceph,http://127.0.0.1:7480,access key,secret key</c>; its first field is the compatibility to use.
    /// </summary>
    public static IEnumerable<StoreEndpoint> All
    {
        get
        {
            yield return new StoreEndpoint("aws", S3Compatibility.Aws, () => RunningEndpoint.StartAsync(S3StoreQuirks.None));
            yield return new StoreEndpoint("ceph", S3Compatibility.Ceph, () => RunningEndpoint.StartAsync(S3StoreQuirks.CephRgw16));
            yield return new StoreEndpoint("generic", S3Compatibility.Generic, () => RunningEndpoint.StartAsync(S3StoreQuirks.CephRgw16));
            if (Environment.GetEnvironmentVariable(ExternalVariable)?.Split(',') is [var kind, var url, var accessKey, var secretKey])
            {
                yield return new StoreEndpoint($"external {kind}", Enum.Parse<S3Compatibility>(kind, ignoreCase: true), () => Task.FromResult(RunningEndpoint.External(url, accessKey, secretKey)));
            }
        }
    }

    public S3Compatibility Compatibility => compatibility;

    public Task<RunningEndpoint> StartAsync() => start();

    public override string ToString() => name;
}
