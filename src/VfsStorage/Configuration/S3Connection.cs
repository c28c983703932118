using Amazon.S3;
using VfsStorage.Configuration;
using VfsStorage.Objects.S3;

namespace VfsStorage;

/// <summary>The store that a section <c>storage.s3</c> describes, for buckets beside those of the four areas.</summary>
public sealed class S3Connection : IDisposable
{
    private readonly S3StorageOptions _options;

    /// <summary>Makes a client; nothing is sent, and no credentials are fetched, before the first request.</summary>
    /// <param name="options">How the store is reached; buckets and prefixes do not matter.</param>
    /// <exception cref="StorageConfigurationException">No region is known, or what the options say is not safe or cannot be.</exception>
    public S3Connection(S3StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // In mode local nobody has looked at them yet.
        if (S3Rules.ConnectionMistakes(options).ToList() is { Count: > 0 } mistakes) throw new StorageConfigurationException(mistakes);
        _options = options;
        Client = S3ClientFactory.Create(options);
    }

    /// <summary>The client of all requests; it lives as long as the connection.</summary>
    public IAmazonS3 Client { get; }

    /// <summary>Shows a bucket, or the part of it below a prefix, as a file system with the options of the section.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="prefix">What every key starts with; empty for the whole bucket.</param>
    public S3FileSystem Open(string bucket, string prefix = "") =>
        new(Client, bucket, prefix, StorageFactory.FileSystemOptions(_options, S3ClientFactory.RefreshOf(Client)));

    /// <summary>Closes the client.</summary>
    public void Dispose() => Client.Dispose();
}
