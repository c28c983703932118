using System.Collections.Concurrent;
using VfsStorage.Transfer.Manifests;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>What everything in one run shares.</summary>
internal sealed class CopyContext(TreeSide source, TreeSide target, TransferOptions options, Manifest manifest, TransferProgress progress) : IDisposable
{
    /// <summary>How many parts are in memory together at most; with the default part size, 96 MiB.</summary>
    private const int MaxParts = 16;

    // Kept for the run: fresh memory of that size costs more than what is read into it.
    private readonly ConcurrentBag<byte[]> _buffers = [];

    public TreeSide Source => source;

    public TreeSide Target => target;

    public TransferOptions Options => options;

    public Manifest Manifest => manifest;

    public TransferProgress Progress => progress;

    /// <summary>Room in memory for one part, or one file that is not small.</summary>
    public SemaphoreSlim PartRoom { get; } = new(Math.Min(MaxParts, options.Parallelism));

    /// <summary>Takes memory for a part; to be called with <see cref="PartRoom"/> entered.</summary>
    public byte[] RentPart(int length) =>
        length <= options.PartSizeBytes && _buffers.TryTake(out var buffer) ? buffer
        : GC.AllocateUninitializedArray<byte>((int)Math.Max(length, Math.Min(options.PartSizeBytes, Array.MaxLength)));

    /// <summary>Gives memory back.</summary>
    public void ReturnPart(byte[] buffer)
    {
        if (buffer.Length == options.PartSizeBytes)
        {
            _buffers.Add(buffer);
        }
    }

    /// <summary>How many parts may be under way.</summary>
    public int MaxPartsUnderWay => Math.Min(MaxParts, options.Parallelism);

    public void Dispose() => PartRoom.Dispose();
}
