namespace VfsStorage.Objects;

/// <summary>The order in which S3 lists keys: that of their UTF-8 bytes, which is that of their code points.</summary>
internal static class KeyOrder
{
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return Rank(left[i]) - Rank(right[i]);
            }
        }

        return left.Length - right.Length;
    }

    /// <summary>Surrogates stand for code points above all others, although their values lie below U+E000.</summary>
    private static int Rank(char value) => char.IsSurrogate(value) ? value + 0x10000 : value;
}
