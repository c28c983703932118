using VfsStorage.Transfer.Running;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Planning;

/// <summary>Counts the requests that a planned transfer will make, as the run makes them.</summary>
internal sealed class RequestForecast(TreeSide source, TreeSide target, TransferOptions options)
{
    public TransferRequests Of(PlannedTree tree)
    {
        var isServerSide = source is BucketSide from && target is BucketSide to && to.SharesStoreWith(from);
        var large = isServerSide ? [] : tree.Files.Where(file => file.Source.Length > options.PartSizeBytes).ToList();
        var parts = large.Sum(file => (long)new EqualParts(file.Source.Length, options.PartSizeBytes).Count);
        long small = tree.Files.Count - large.Count;
        var (reads, writes) = (source is BucketSide, target is BucketSide);
        var retired = options.DeleteSource || options.ArchiveSource is not null ? tree.Files.Count + tree.Links.Count + tree.Equal.Count : 0;
        var requests = new TransferRequests();
        if (isServerSide)
        {
            requests = requests with { Copy = small, Head = small };
        }
        else if (reads)
        {
            requests = requests with { Get = small + parts, Head = 2 * large.Count };
        }

        if (writes)
        {
            requests = requests with
            {
                Put = (isServerSide ? 0 : small) + tree.Directories.Count,
                Post = 2 * (large.Count + tree.Links.Count),
                UploadPart = parts + tree.Links.Count,
                Head = requests.Head + large.Count + tree.Directories.Count(directory => directory.Target is not null),
            };
        }

        return requests with
        {
            Head = requests.Head + (reads ? tree.Directories.Count : 0),
            Copy = requests.Copy + (reads && options.ArchiveSource is not null ? retired : 0),
            Delete = (reads ? retired : 0) + (writes ? tree.Extra.Count : 0),
        };
    }
}
