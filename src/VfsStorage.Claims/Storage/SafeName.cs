using System.Globalization;
using System.Text;
using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Storage;

/// <summary>Makes file and folder names of text from outside, so that no text can name another folder.</summary>
internal static class SafeName
{
    private const int MaxBytes = 180;

    /// <summary>For names people know, such as a report's: <c>/ \ :</c> and what some host forbids become <c>_</c>. Different texts can give one name.</summary>
    public static string Readable(string text)
    {
        var name = string.Concat(text.Select(character => IsUnsafe(character) ? '_' : character));
        return Shorten(name, text);
    }

    /// <summary>For folders and cache names: what is not safe is percent-encoded, so that different texts never give one name.</summary>
    public static string Unique(string text)
    {
        var name = new StringBuilder();
        var onlyDots = text.All(character => character == '.');
        foreach (var character in text)
        {
            if (character == '%' || IsUnsafe(character) || onlyDots)
                name.Append('%').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
            else
                name.Append(character);
        }

        return Shorten(name.ToString(), text);
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|';

    private static string Shorten(string name, string text)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        var length = name.Length;
        while (Encoding.UTF8.GetByteCount(name.AsSpan(0, length)) > MaxBytes)
            length--;
        return $"{name[..length]}_{Convert.ToHexStringLower(RowDigest.Of(text).AsSpan(0, 4))}";
    }
}
