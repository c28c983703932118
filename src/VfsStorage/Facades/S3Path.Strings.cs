using System.Diagnostics.CodeAnalysis;
using VfsStorage.Paths;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades;

internal sealed partial class S3Path
{
    [return: NotNullIfNotNull(nameof(path))]
    public string? ChangeExtension(string? path, string? extension) => path is null ? null : UnixPath.ChangeExtension(path, extension);

    public string Combine(string path1, string path2) => UnixPath.Combine([NotNull(path1), NotNull(path2)]);

    public string Combine(string path1, string path2, string path3) => UnixPath.Combine([NotNull(path1), NotNull(path2), NotNull(path3)]);

    public string Combine(string path1, string path2, string path3, string path4) =>
        UnixPath.Combine([NotNull(path1), NotNull(path2), NotNull(path3), NotNull(path4)]);

    public string Combine(params string[] paths) => Combine(NotNull(paths).AsSpan());

    public string Combine(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            NotNull(path, nameof(paths));
        }

        return UnixPath.Combine(paths);
    }

    public bool EndsInDirectorySeparator(string path) => UnixPath.EndsInSeparator(path);

    public bool EndsInDirectorySeparator(ReadOnlySpan<char> path) => UnixPath.EndsInSeparator(path);

    public string? GetDirectoryName(string? path) =>
        UnixPath.DirectoryLength(path) is >= 0 and var length ? UnixPath.CollapseSeparators(path![..length]) : null;

    public ReadOnlySpan<char> GetDirectoryName(ReadOnlySpan<char> path) => path[..Math.Max(0, UnixPath.DirectoryLength(path))];

    [return: NotNullIfNotNull(nameof(path))]
    public string? GetExtension(string? path) => path is null ? null : UnixPath.Extension(path).ToString();

    public ReadOnlySpan<char> GetExtension(ReadOnlySpan<char> path) => UnixPath.Extension(path);

    [return: NotNullIfNotNull(nameof(path))]
    public string? GetFileName(string? path) => path is null ? null : UnixPath.FileName(path).ToString();

    public ReadOnlySpan<char> GetFileName(ReadOnlySpan<char> path) => UnixPath.FileName(path);

    [return: NotNullIfNotNull(nameof(path))]
    public string? GetFileNameWithoutExtension(string? path) => path is null ? null : UnixPath.FileNameWithoutExtension(path).ToString();

    public ReadOnlySpan<char> GetFileNameWithoutExtension(ReadOnlySpan<char> path) => UnixPath.FileNameWithoutExtension(path);

    public string? GetPathRoot(string? path) => string.IsNullOrEmpty(path) ? null : GetPathRoot(path.AsSpan()).ToString();

    public ReadOnlySpan<char> GetPathRoot(ReadOnlySpan<char> path) => path[..(UnixPath.IsRooted(path) ? 1 : 0)];

    public bool HasExtension([NotNullWhen(true)] string? path) => HasExtension(path.AsSpan());

    public bool HasExtension(ReadOnlySpan<char> path) => !UnixPath.Extension(path).IsEmpty;

    public bool IsPathFullyQualified(string path) => IsPathFullyQualified(NotNull(path).AsSpan());

    public bool IsPathFullyQualified(ReadOnlySpan<char> path) => UnixPath.IsRooted(path);

    public bool IsPathRooted([NotNullWhen(true)] string? path) => UnixPath.IsRooted(path);

    public bool IsPathRooted(ReadOnlySpan<char> path) => UnixPath.IsRooted(path);

    public string Join(string? path1, string? path2) => UnixPath.Join([path1, path2]);

    public string Join(string? path1, string? path2, string? path3) => UnixPath.Join([path1, path2, path3]);

    public string Join(string? path1, string? path2, string? path3, string? path4) => UnixPath.Join([path1, path2, path3, path4]);

    public string Join(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2) => UnixPath.Join([path1.ToString(), path2.ToString()]);

    public string Join(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, ReadOnlySpan<char> path3) =>
        UnixPath.Join([path1.ToString(), path2.ToString(), path3.ToString()]);

    public string Join(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, ReadOnlySpan<char> path3, ReadOnlySpan<char> path4) =>
        UnixPath.Join([path1.ToString(), path2.ToString(), path3.ToString(), path4.ToString()]);

    public string Join(params string?[] paths) => UnixPath.Join(NotNull(paths));

    public string Join(params ReadOnlySpan<string?> paths) => UnixPath.Join(paths);

    public string TrimEndingDirectorySeparator(string path) => path is null ? null! : UnixPath.TrimEndingSeparator(path).ToString();

    public ReadOnlySpan<char> TrimEndingDirectorySeparator(ReadOnlySpan<char> path) => UnixPath.TrimEndingSeparator(path);

    public bool TryJoin(ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, Span<char> destination, out int charsWritten) =>
        TryCopy(Join(path1, path2), destination, out charsWritten);

    public bool TryJoin(
        ReadOnlySpan<char> path1, ReadOnlySpan<char> path2, ReadOnlySpan<char> path3, Span<char> destination, out int charsWritten) =>
        TryCopy(Join(path1, path2, path3), destination, out charsWritten);

    private static bool TryCopy(string joined, Span<char> destination, out int charsWritten)
    {
        var fits = joined.TryCopyTo(destination);
        charsWritten = fits ? joined.Length : 0;
        return fits;
    }
}
