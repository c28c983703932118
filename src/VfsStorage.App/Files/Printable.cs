using System.Globalization;
using System.Text;

namespace VfsStorage.App.Files;

/// <summary>Names as a terminal may show them: a control character in a name could move the cursor, or pretend to be another line.</summary>
internal static class Printable
{
    /// <summary>The name, its control characters written as <c>\xNN</c>.</summary>
    public static string Of(string name)
    {
        if (!name.Any(char.IsControl))
            return name;
        var text = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            if (char.IsControl(character))
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else
                text.Append(character);
        }

        return text.ToString();
    }
}
