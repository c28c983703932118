using System.Globalization;
using System.Text;
using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Storage;

/// <summary>Makes file and folder names of text from outside, so that no text can name another folder.</summary>
internal static class SafeName
{
    // A digest makes it nine longer, and names of up to 93 bytes are put around it: a file's name has at most 255.
    private const int MaxBytes = 150;

    /// <summary>For names people know, such as a report's: <c>/ \ :</c> and what some host forbids become <c>_</c>. Different texts can give one name.</summary>
    public static string Readable(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            name.Append(IsUnsafe(rune) ? "_" : rune.ToString());
        return Shorten(name.ToString(), text);
    }

    /// <summary>For folders and cache names: what is not safe is percent-encoded, so that different texts never give one name.</summary>
    public static string Unique(string text)
    {
        var name = new StringBuilder(text.Length);
        var onlyDots = text.All(character => character == '.');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '%' || onlyDots || IsUnsafe(rune))
                name.Append('%').Append(rune.Value.ToString("X2", CultureInfo.InvariantCulture));
            else
                name.Append(rune.ToString());
        }

        return Shorten(name.ToString(), text);
    }

    /// <summary>The text that <see cref="Unique"/> made this name of; a shortened name stays as it is.</summary>
    public static string FromUnique(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var index = 0; index < name.Length; index++)
        {
            if (name[index] == '%' && index + 2 < name.Length
                && byte.TryParse(name.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                text.Append((char)value);
                index += 2;
            }
            else
            {
                text.Append(name[index]);
            }
        }

        return text.ToString();
    }

    // All of these are below U+0100, so that two hexadecimal digits hold them.
    private static bool IsUnsafe(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|';

    private static string Shorten(string name, string text)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        var length = name.Length;
        while (Encoding.UTF8.GetByteCount(name.AsSpan(0, length)) > MaxBytes || char.IsHighSurrogate(name[length - 1]))
            length--;
        return $"{name[..length]}_{Convert.ToHexStringLower(RowDigest.Of(text).AsSpan(0, 4))}";
    }
}
