using System.IO.Abstractions;

namespace VfsStorage.Configuration;

/// <summary>Makes what the options describe, once they are known to be right.</summary>
internal static class StorageFactory
{
    /// <summary>The areas as mounts of one file system.</summary>
    public static IEnumerable<S3Mount> Mounts(StorageOptions options) =>
        StorageArea.All(options).Select(area => new S3Mount(area.MountPath, area.Bucket!, area.MountPrefix));

    public static S3FileSystemOptions FileSystemOptions(S3StorageOptions s3, Action? refreshCredentials)
    {
        var encryption = EncryptionSetting.Parse(s3.Sse) ?? S3Encryption.BucketDefault;
        var options = new S3FileSystemOptions
        {
            Semantics = s3.Semantics,
            Locking = s3.Locking,
            PartSizeBytes = (long)s3.PartSizeMb << 20,
            Concurrency = s3.Concurrency,
            MemoryBudgetBytes = (long)s3.MemoryBudgetMb << 20,
            TimesFromListing = s3.Times == S3EntryTimes.Listing,
            WatcherInterval = TimeSpan.FromSeconds(s3.WatcherIntervalSeconds),
            Requests = new S3RequestOptions
            {
                Compatibility = s3.Compatibility,
                Encryption = encryption,
                KmsKeyId = s3.KmsKeyId,
                CustomerKey = encryption == S3Encryption.CustomerKey ? EncryptionSetting.ReadKey(s3.SseCustomerKeyFile!) : null,
                StorageClass = s3.StorageClass,
                RequesterPays = s3.RequesterPays,
                ExpectedBucketOwner = s3.ExpectedBucketOwner,
                ReadTimeout = TimeSpan.FromSeconds(s3.ReadTimeoutSeconds),
                RefreshCredentials = refreshCredentials,
            },
        };
        if (s3.SpillDirectory is { Length: > 0 } spill) options.SpillDirectory = spill;
        return options;
    }

    /// <summary>The file system with its areas. On a disk their folders are made, as the roots of mounts are always there.</summary>
    public static StorageManager Manager(IFileSystem fileSystem, StorageOptions options)
    {
        var areas = StorageArea.All(options);
        var paths = areas.Select(area => options.Mode == StorageMode.S3 ? area.MountPath : area.LocalPath(options.Local)).ToArray();
        if (options.Mode == StorageMode.Local)
        {
            foreach (var path in paths) fileSystem.Directory.CreateDirectory(path);
        }

        return new StorageManager(fileSystem, paths[0], paths[1], paths[2], paths[3]);
    }
}
