namespace VfsStorage.Streams;

/// <summary>
/// How a file is cut into parts: the first 1,000 have the base size, and every further 900 are twice as large, so that
/// 10,000 parts hold more than 5 TiB (the least base size, 5 MiB, reaches 8.8 TiB) and no part depends on the final length.
/// </summary>
internal readonly record struct PartLayout(long BaseSize)
{
    /// <summary>S3's limit on the parts of one upload.</summary>
    public const int MaxParts = 10_000;

    private const int FirstTier = 1_000;
    private const int Tier = 900;
    private const long LargestPart = 5L << 30;

    /// <summary>The size in bytes of a part, counted from 0.</summary>
    public long SizeOf(int index) => index < FirstTier ? BaseSize : Math.Min(LargestPart, BaseSize << (1 + ((index - FirstTier) / Tier)));

    /// <summary>The offset at which a part starts.</summary>
    public long StartOf(int index)
    {
        var start = Math.Min(index, FirstTier) * BaseSize;
        for (var tier = FirstTier; tier < index; tier += Tier)
        {
            start += Math.Min(index - tier, Tier) * SizeOf(tier);
        }

        return start;
    }

    /// <summary>The part that holds the byte at <paramref name="offset"/>.</summary>
    public int IndexOf(long offset)
    {
        if (offset < FirstTier * BaseSize)
        {
            return (int)(offset / BaseSize);
        }

        var start = FirstTier * BaseSize;
        for (var tier = FirstTier; ; tier += Tier)
        {
            var size = SizeOf(tier);
            if (offset < start + (Tier * size))
            {
                return tier + (int)((offset - start) / size);
            }

            start += Tier * size;
        }
    }

    /// <summary>How many parts a file of so many bytes has.</summary>
    public int CountFor(long length) => length == 0 ? 0 : IndexOf(length - 1) + 1;
}
