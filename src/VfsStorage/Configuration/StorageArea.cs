namespace VfsStorage.Configuration;

/// <summary>One of the four areas as configured: its folder on a disk, and its bucket and prefix in S3.</summary>
/// <param name="Name">What its keys start with: input, output, archive or cache.</param>
/// <param name="Folder">The value of <c>storage.local.…_folder</c>.</param>
/// <param name="Bucket">The value of <c>storage.s3.…_bucket</c>.</param>
/// <param name="Prefix">The value of <c>storage.s3.…_prefix</c>.</param>
internal sealed record StorageArea(string Name, string Folder, string? Bucket, string Prefix)
{
    public string FolderKey => $"storage.local.{Name}_folder";

    public string BucketKey => $"storage.s3.{Name}_bucket";

    public string PrefixKey => $"storage.s3.{Name}_prefix";

    /// <summary>The area's directory in S3 mode: the last segment of its folder.</summary>
    public string MountPath => "/" + Folder.Split('/', '\\').LastOrDefault(segment => segment.Length > 0);

    /// <summary>The prefix as a mount takes it: empty, or with a slash at its end and none at its start.</summary>
    public string MountPrefix => Prefix.Trim('/') is { Length: > 0 } prefix ? prefix + "/" : "";

    /// <summary>The four, in the order input, output, archive, cache.</summary>
    public static IReadOnlyList<StorageArea> All(StorageOptions options) =>
    [
        new("input", options.Local.InputFolder, options.S3.InputBucket, options.S3.InputPrefix),
        new("output", options.Local.OutputFolder, options.S3.OutputBucket, options.S3.OutputPrefix),
        new("archive", options.Local.ArchiveFolder, options.S3.ArchiveBucket, options.S3.ArchivePrefix),
        new("cache", options.Local.CacheFolder, options.S3.CacheBucket, options.S3.CachePrefix),
    ];

    /// <summary>The area's absolute folder on a disk.</summary>
    public string LocalPath(LocalStorageOptions local) => Path.GetFullPath(Path.Combine(local.BasePath, Folder));
}
