using VfsStorage.Configuration;

namespace VfsStorage.Objects.S3;

/// <summary>A store opened for a diagnosis: with plain requests only, so that what fails fails always, and with unusual ones.</summary>
internal sealed class InspectedStore : IDisposable
{
    private readonly IDisposable[] _clients;

    /// <exception cref="StorageConfigurationException">No region is known.</exception>
    public InspectedStore(S3StorageOptions options, TimeProvider time)
    {
        var client = S3ClientFactory.Create(options);
        var trailers = S3ClientFactory.CreateForTrailers(options);
        _clients = [client, trailers];
        var fileSystem = StorageFactory.FileSystemOptions(options, S3ClientFactory.RefreshOf(client));
        fileSystem.Requests.Compatibility = S3Compatibility.Generic;
        var settings = ObjectStoreSettings.From(fileSystem);
        Requests = new S3ObjectStore(client, settings, time: time);
        Inspector = new StoreInspector(client, trailers, settings, time);
        var region = client.Config.RegionEndpoint;
        Endpoint = region is null ? new Uri(client.Config.ServiceURL) : new Uri($"https://s3.{region.SystemName}.{region.PartitionDnsSuffix}/");
    }

    /// <summary>Plain requests.</summary>
    public S3ObjectStore Requests { get; }

    /// <summary>Unusual requests.</summary>
    public StoreInspector Inspector { get; }

    /// <summary>Where requests go, the bucket aside.</summary>
    public Uri Endpoint { get; }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
    }
}
