using System.Runtime.CompilerServices;
using Amazon.S3;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Knows what the store at the other end can be relied on for: by its name in the settings, because it is Amazon's, or from a
/// probe, made once a client before its first write.
/// </summary>
internal sealed class CapabilitySource(IAmazonS3 client, ObjectStoreSettings settings, CapabilityProbe probe)
{
    private static readonly ConditionalWeakTable<IAmazonS3, CapabilitySource> Probed = [];

    private readonly StoreCapabilities? _named = settings.Compatibility switch
    {
        S3Compatibility.Aws => StoreCapabilities.Aws,
        S3Compatibility.Minio => StoreCapabilities.Minio,
        S3Compatibility.Ceph => StoreCapabilities.Ceph,
        S3Compatibility.R2 => StoreCapabilities.R2,
        S3Compatibility.B2 => StoreCapabilities.B2,
        S3Compatibility.Generic => StoreCapabilities.Generic,
        _ => IsAws(client) ? StoreCapabilities.Aws : null,
    };

    private readonly Lock _gate = new();
    private Task<StoreCapabilities>? _probing;

    /// <summary>True if requests travel encrypted, so that a signature over the body can be left to its checksum.</summary>
    public bool IsHttps { get; } = client.Config.ServiceURL is { Length: > 0 } url
        ? url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        : !client.Config.UseHttp;

    /// <summary>What can be relied on when writing <paramref name="key"/>; a probe leaves its objects beside it, and removes them.</summary>
    public ValueTask<StoreCapabilities> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_named is not null) return new(_named);
        var source = Probed.GetValue(client, _ => this);
        var probing = source.Probing(key);
        return probing.IsCompletedSuccessfully ? new(probing) : new(probing.WaitAsync(cancellationToken));
    }

    // One probe for all who wait, whoever of them gives up; one that failed is no answer, so the next write asks again.
    private Task<StoreCapabilities> Probing(ObjectKey key)
    {
        lock (_gate)
        {
            if (_probing is not (null or { IsFaulted: true } or { IsCanceled: true })) return _probing;
            // Without the flow of execution that happens to write first: the probe is not what it asked for, nor counted as such.
            using (ExecutionContext.SuppressFlow()) return _probing = Task.Run(() => probe.RunAsync(key));
        }
    }

    private static bool IsAws(IAmazonS3 client) =>
        client.Config.ServiceURL is not { Length: > 0 } url
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
                || uri.Host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase)
                || uri.Host.EndsWith(".api.aws", StringComparison.OrdinalIgnoreCase)));
}
