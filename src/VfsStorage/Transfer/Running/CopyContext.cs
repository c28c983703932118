using VfsStorage.Transfer.Manifests;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>What everything in one run shares.</summary>
internal sealed class CopyContext(TreeSide source, TreeSide target, TransferOptions options, Manifest manifest, TransferProgress progress) : IDisposable
{
    /// <summary>How many parts are in memory together at most; with the default part size, 128 MiB.</summary>
    private const int MaxParts = 16;

    public TreeSide Source => source;

    public TreeSide Target => target;

    public TransferOptions Options => options;

    public Manifest Manifest => manifest;

    public TransferProgress Progress => progress;

    /// <summary>Room in memory for one part, or one file that is not small.</summary>
    public SemaphoreSlim PartRoom { get; } = new(Math.Min(MaxParts, options.Parallelism));

    /// <summary>How many parts may be under way.</summary>
    public int MaxPartsUnderWay => Math.Min(MaxParts, options.Parallelism);

    public void Dispose() => PartRoom.Dispose();
}
