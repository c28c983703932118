namespace VfsStorage.Streams;

/// <summary>A part of a draft that is in memory.</summary>
internal sealed class DraftPart(int index, PartBuffer buffer)
{
    public int Index { get; } = index;

    public PartBuffer Buffer { get; } = buffer;

    /// <summary>It differs from what the base version or the upload holds.</summary>
    public bool IsDirty { get; set; }
}
