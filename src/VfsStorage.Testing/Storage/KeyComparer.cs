namespace VfsStorage.Testing.Storage;

/// <summary>Orders keys as S3 does: by the bytes of their UTF-8 form.</summary>
/// <remarks>UTF-16 code units order the same way but for surrogates, which stand for the highest code points and not for U+D800 to U+DFFF.</remarks>
internal sealed class KeyComparer : IComparer<string>
{
    /// <summary>Greater than every legal key, because it is longer than a key may be and of nothing but the last code point.</summary>
    public static readonly string Last = string.Concat(Enumerable.Repeat("\U0010FFFF", 257));

    public static KeyComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        var same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length - b.Length : Rank(a[same]) - Rank(b[same]);
    }

    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x2000 : c >= 0xE000 ? c - 0x800 : c;
}
