using System.Text;

namespace VfsStorage.Paths;

/// <summary>
/// The string rules of <see cref="Path"/> on Unix, on every host: <c>/</c> separates, everything else is part of a name.
/// Knows no file system; what needs the current directory is in the facades.
/// </summary>
internal static class UnixPath
{
    public const char Separator = '/';

    public static bool IsRooted(ReadOnlySpan<char> path) => path is [Separator, ..];

    public static bool EndsInSeparator(ReadOnlySpan<char> path) => path is [.., Separator];

    public static ReadOnlySpan<char> TrimEndingSeparator(ReadOnlySpan<char> path) => path.Length > 1 && EndsInSeparator(path) ? path[..^1] : path;

    public static ReadOnlySpan<char> FileName(ReadOnlySpan<char> path) => path[(path.LastIndexOf(Separator) + 1)..];

    public static ReadOnlySpan<char> FileNameWithoutExtension(ReadOnlySpan<char> path)
    {
        var name = FileName(path);
        return name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : name;
    }

    /// <summary>With its dot; empty if there is none or nothing follows it.</summary>
    public static ReadOnlySpan<char> Extension(ReadOnlySpan<char> path) =>
        ExtensionStart(path) is >= 0 and var dot && dot < path.Length - 1 ? path[dot..] : [];

    /// <summary>Where the last dot of the last segment is, or -1.</summary>
    public static int ExtensionStart(ReadOnlySpan<char> path) =>
        path.LastIndexOf('.') is var dot && dot > path.LastIndexOf(Separator) ? dot : -1;

    public static string ChangeExtension(string path, string? extension)
    {
        var stem = ExtensionStart(path) is >= 0 and var dot ? path[..dot] : path;
        return (path.Length, extension) switch
        {
            (0, _) => "",
            (_, null) => stem,
            (_, ['.', ..]) => stem + extension,
            _ => stem + "." + extension,
        };
    }

    /// <summary>How long the directory's part of a path is; -1 for the root and for nothing.</summary>
    public static int DirectoryLength(ReadOnlySpan<char> path)
    {
        var root = IsRooted(path) ? 1 : 0;
        if (path.Length <= root)
        {
            return -1;
        }

        var end = Math.Max(root, path.LastIndexOf(Separator));
        while (end > root && path[end - 1] == Separator)
        {
            end--;
        }

        return end;
    }

    /// <summary>Makes one separator of several.</summary>
    public static string CollapseSeparators(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal))
        {
            return path;
        }

        var collapsed = new StringBuilder(path.Length);
        foreach (var character in path)
        {
            if (character != Separator || collapsed.Length == 0 || collapsed[^1] != Separator)
            {
                collapsed.Append(character);
            }
        }

        return collapsed.ToString();
    }

    /// <summary>Joins what is not empty, from the last rooted path on.</summary>
    public static string Combine(ReadOnlySpan<string> paths)
    {
        var first = paths.Length - 1;
        while (first > 0 && !IsRooted(paths[first]))
        {
            first--;
        }

        return Join(paths[Math.Max(0, first)..]!);
    }

    /// <summary>Joins what is not empty, with a separator where there is none on either side.</summary>
    public static string Join(ReadOnlySpan<string?> paths)
    {
        var joined = new StringBuilder();
        foreach (var path in paths)
        {
            if (!string.IsNullOrEmpty(path))
            {
                if (joined.Length > 0 && joined[^1] != Separator && path[0] != Separator)
                {
                    joined.Append(Separator);
                }

                joined.Append(path);
            }
        }

        return joined.ToString();
    }

    /// <summary>The way from one absolute, normalised path to another.</summary>
    public static string Relative(string from, string to)
    {
        var source = from.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        var target = to.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        var common = source.AsSpan().CommonPrefixLength(target);
        if (common == source.Length && common == target.Length)
        {
            return ".";
        }

        var steps = Enumerable.Repeat("..", source.Length - common).Concat(target.Skip(common));
        return string.Join(Separator, steps) + (target.Length > common && EndsInSeparator(to) ? "/" : "");
    }
}
