using VfsStorage.Configuration;
using VfsStorage.Objects.S3;

namespace VfsStorage.Diagnostics;

/// <summary>The store under diagnosis: its options, a client with little patience, and what the steps have learnt so far.</summary>
internal sealed class S3Patient : IDisposable
{
    private const int Retries = 1;
    private const double ConnectSeconds = 3;
    private const double RequestSeconds = 20;

    private readonly InspectedStore _store;

    public S3Patient(StorageOptions options, StorageDoctorOptions wishes, TimeProvider time)
    {
        (Options, Wishes, Time) = (options, wishes, time);
        var s3 = options.S3;
        (s3.MaxRetries, s3.ConnectTimeoutSeconds, s3.RequestTimeoutSeconds) =
            (Math.Min(s3.MaxRetries, Retries), Math.Min(s3.ConnectTimeoutSeconds, ConnectSeconds), Math.Min(s3.RequestTimeoutSeconds, RequestSeconds));
        _store = new InspectedStore(s3, time);
    }

    /// <summary>The options; those about patience are lowered.</summary>
    public StorageOptions Options { get; }

    /// <summary>What the diagnosis is to do.</summary>
    public StorageDoctorOptions Wishes { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Plain requests.</summary>
    public S3ObjectStore Store => _store.Requests;

    /// <summary>Unusual requests.</summary>
    public StoreInspector Inspector => _store.Inspector;

    /// <summary>Where requests go, the bucket aside.</summary>
    public Uri Endpoint => _store.Endpoint;

    /// <summary>The areas.</summary>
    public IReadOnlyList<StorageArea> Areas => StorageArea.All(Options);

    /// <summary>What each area's bucket can be relied on for, where it could be found out.</summary>
    public Dictionary<string, StoreCapabilities> Capabilities { get; } = [];

    /// <summary>The areas that can be listed.</summary>
    public List<StorageArea> Listable { get; } = [];

    /// <summary>An area that can be written, read and deleted in; where bytes are measured.</summary>
    public StorageArea? Writable { get; set; }

    public void Dispose() => _store.Dispose();
}
