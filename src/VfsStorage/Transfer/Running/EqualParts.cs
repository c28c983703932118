using VfsStorage.Streams;

namespace VfsStorage.Transfer.Running;

/// <summary>How a file whose length is known is cut: parts of one size, larger than asked for only where there would be too many.</summary>
internal readonly record struct EqualParts
{
    private const long MiB = 1 << 20;

    private readonly long _length;

    /// <param name="length">The file's size in bytes.</param>
    /// <param name="partSize">The size of a part that is asked for.</param>
    public EqualParts(long length, long partSize)
    {
        var least = (length + PartLayout.MaxParts - 1) / PartLayout.MaxParts;
        _length = length;
        Size = Math.Max(partSize, (least + MiB - 1) / MiB * MiB);
    }

    /// <summary>The size in bytes of every part but the last.</summary>
    public long Size { get; }

    public int Count => (int)((_length + Size - 1) / Size);

    /// <summary>The offset at which a part starts, counted from 0.</summary>
    public long StartOf(int index) => index * Size;

    /// <summary>The size in bytes of a part.</summary>
    public int LengthOf(int index) => (int)Math.Min(Size, _length - StartOf(index));
}
