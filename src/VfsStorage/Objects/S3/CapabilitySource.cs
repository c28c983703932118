using Amazon.S3;

namespace VfsStorage.Objects.S3;

/// <summary>Knows what the store at the other end can be relied on for.</summary>
internal sealed class CapabilitySource(IAmazonS3 client, ObjectStoreSettings settings)
{
    private readonly StoreCapabilities _named = settings.Compatibility switch
    {
        S3Compatibility.Aws => StoreCapabilities.Aws,
        S3Compatibility.Minio => StoreCapabilities.Minio,
        S3Compatibility.Ceph => StoreCapabilities.Ceph,
        S3Compatibility.R2 => StoreCapabilities.R2,
        S3Compatibility.B2 => StoreCapabilities.B2,
        S3Compatibility.Generic => StoreCapabilities.Generic,
        _ => IsAws(client) ? StoreCapabilities.Aws : StoreCapabilities.Generic,
    };

    /// <summary>True if requests travel encrypted, so that a signature over the body can be left to its checksum.</summary>
    public bool IsHttps { get; } = client.Config.ServiceURL is { Length: > 0 } url
        ? url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        : !client.Config.UseHttp;

    public ValueTask<StoreCapabilities> GetAsync(CancellationToken cancellationToken) => new(_named);

    private static bool IsAws(IAmazonS3 client) =>
        client.Config.ServiceURL is not { Length: > 0 } url
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
                || uri.Host.EndsWith(".amazonaws.com.cn", StringComparison.OrdinalIgnoreCase)
                || uri.Host.EndsWith(".api.aws", StringComparison.OrdinalIgnoreCase)));
}
