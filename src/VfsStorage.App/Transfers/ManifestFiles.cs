using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace VfsStorage.App.Transfers;

/// <summary>Where manifests are kept unless the command line says otherwise: the same file for the same transfer, in the folder <c>.vfs</c>.</summary>
internal static class ManifestFiles
{
    private const string Folder = ".vfs";

    /// <summary>The manifest of a transfer.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="from">Where from, in full.</param>
    /// <param name="to">Where to, in full.</param>
    public static string Of(string command, string from, string to)
    {
        var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{from}\n{to}")).ToString("x16", CultureInfo.InvariantCulture);
        return Path.Combine(Folder, $"{command}-{hash[..8]}.jsonl");
    }
}
