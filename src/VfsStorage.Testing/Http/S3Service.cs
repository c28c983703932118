using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Http;

/// <summary>What every request of one server shares.</summary>
internal sealed class S3Service(S3TestServerOptions options, IStorage storage) : IDisposable
{
    public S3TestServerOptions Options { get; } = options;

    public S3Limits Limits => Options.Limits;

    public BucketRegistry Buckets { get; } = new(storage);

    public S3RequestLog Requests { get; } = new(options.RecordRequests);

    public S3Faults Faults { get; } = new(options);

    /// <summary>Now, in whole seconds, as S3 stamps objects.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds());

    public Content Store(ReadOnlySpan<byte> bytes) => storage.Store(bytes);

    /// <summary>Whether an upload of this length goes without the hashes nobody asked for.</summary>
    public bool SkipsHash(long? length) => length >= Options.SkipHashFromBytes;

    /// <summary>A writer for an upload, which keeps or discards its bytes as the options say.</summary>
    public ContentWriter CreateWriter(long expectedLength) =>
        expectedLength >= Options.DiscardContentFromBytes ? new DiscardingContentWriter() : storage.CreateWriter(expectedLength);

    public void Dispose() => storage.Dispose();
}
