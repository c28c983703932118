using System.IO.Abstractions;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>
/// Opens the ends of transfers. Areas are opened one by one, in either mode: what a transfer does not touch need not be configured, and a
/// folder that is not there is not made on the way.
/// </summary>
internal sealed class TransferEnds(PlaceOpener opener)
{
    private readonly FileSystem _disk = new();

    /// <summary>The place that a text names; an area is that of the configured mode.</summary>
    public TransferEnd Of(string text)
    {
        var name = PlaceName.Parse(text);
        return name.Kind switch
        {
            PlaceKind.Area when name.Path.Length == 0 => Area(name.Root, opener.Mode),
            PlaceKind.Area => Area(name.Root, opener.Mode).Below(name.Path.TrimEnd('/')),
            PlaceKind.Bucket => InBucket(name.Root, name.Path),
            _ => OnDisk(name.Path),
        };
    }

    /// <summary>An area in a mode.</summary>
    /// <exception cref="UsageException">Its bucket is not configured.</exception>
    public TransferEnd Area(string area, StorageMode mode) => mode == StorageMode.Local ? OnDisk(FolderOf(area)) : BucketOf(area);

    /// <summary>A path on this machine.</summary>
    public TransferEnd OnDisk(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return new TransferEnd(full, new TransferPlace(_disk, full));
    }

    private TransferEnd InBucket(string bucket, string prefix)
    {
        var path = prefix.Trim('/');
        return new TransferEnd($"s3://{bucket}/{path}", new TransferPlace(opener.Connection.Open(bucket), "/" + path));
    }

    /// <summary>An area's prefix is there even where it is empty.</summary>
    private TransferEnd AtPrefix(string bucket, string prefix) =>
        new($"s3://{bucket}/{prefix}", new TransferPlace(opener.Connection.Open(bucket, prefix), "/"));

    private string FolderOf(string area)
    {
        var local = opener.Options.Local;
        return Path.Combine(local.BasePath, area switch
        {
            "input" => local.InputFolder,
            "output" => local.OutputFolder,
            "archive" => local.ArchiveFolder,
            _ => local.CacheFolder,
        });
    }

    private TransferEnd BucketOf(string area)
    {
        var s3 = opener.Options.S3;
        var (bucket, prefix) = area switch
        {
            "input" => (s3.InputBucket, s3.InputPrefix),
            "output" => (s3.OutputBucket, s3.OutputPrefix),
            "archive" => (s3.ArchiveBucket, s3.ArchivePrefix),
            _ => (s3.CacheBucket, s3.CachePrefix),
        };
        return string.IsNullOrEmpty(bucket)
            ? throw new UsageException($"The {area} area has no bucket: set storage.s3.{area}_bucket.")
            : AtPrefix(bucket, prefix.Trim('/'));
    }
}
