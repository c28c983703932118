using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>A kind of S3 endpoint that the store's contract is proved on.</summary>
public sealed class StoreEndpoint(string name, S3Compatibility compatibility, Func<Task<RunningEndpoint>> start)
{
    /// <summary>The endpoints of this run: the kinds that the server inside the process can be, or the one real server that was named.</summary>
    public static IEnumerable<StoreEndpoint> All
    {
        get
        {
            if (ExternalStore.Current is { } external)
            {
                yield return new StoreEndpoint($"external, {external.Compatibility}", external.Compatibility, () => Task.FromResult(new RunningEndpoint(external.CreateClient(), null)));
                yield break;
            }

            yield return new StoreEndpoint("aws", S3Compatibility.Aws, () => RunningEndpoint.StartAsync(S3StoreQuirks.None));
            yield return new StoreEndpoint("ceph", S3Compatibility.Ceph, () => RunningEndpoint.StartAsync(S3StoreQuirks.CephRgw16));
            yield return new StoreEndpoint("generic", S3Compatibility.Generic, () => RunningEndpoint.StartAsync(S3StoreQuirks.CephRgw16));
        }
    }

    public S3Compatibility Compatibility => compatibility;

    public Task<RunningEndpoint> StartAsync() => start();

    public override string ToString() => name;
}
