using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace VfsStorage.Facades;

/// <summary>
/// Argument checks in the order and with the parameter names of <c>System.IO</c>. Each answers its first argument, so that
/// a member stays one expression.
/// </summary>
internal static class Arguments
{
    private const UnixFileMode AllModes = (UnixFileMode)0b111_111_111_111;

    private const FileAttributes AllAttributes =
        FileAttributes.ReadOnly | FileAttributes.Hidden | FileAttributes.System | FileAttributes.Directory
        | FileAttributes.Archive | FileAttributes.Device | FileAttributes.Normal | FileAttributes.Temporary
        | FileAttributes.SparseFile | FileAttributes.ReparsePoint | FileAttributes.Compressed | FileAttributes.Offline
        | FileAttributes.NotContentIndexed | FileAttributes.Encrypted | FileAttributes.IntegrityStream | FileAttributes.NoScrubData;

    /// <summary>A path that is neither null nor empty; then nothing else is null.</summary>
    public static string Checked(
        [NotNull] string? path,
        object? other,
        [CallerArgumentExpression(nameof(path))] string? pathName = null,
        [CallerArgumentExpression(nameof(other))] string? otherName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, pathName);
        ArgumentNullException.ThrowIfNull(other, otherName);
        return path;
    }

    /// <inheritdoc cref="Checked(string?, object?, string?, string?)"/>
    public static string Checked(
        [NotNull] string? path,
        Encoding? encoding,
        IEnumerable<string>? lines,
        [CallerArgumentExpression(nameof(lines))] string? linesName = null)
    {
        Checked(path, encoding);
        ArgumentNullException.ThrowIfNull(lines, linesName);
        return path;
    }

    /// <inheritdoc cref="Checked(string?, object?, string?, string?)"/>
    public static string Checked([NotNull] string? path, [CallerArgumentExpression(nameof(path))] string? pathName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, pathName);
        return path;
    }

    /// <summary>A path, in the few members that look at their content first.</summary>
    public static string CheckedAfter(
        [NotNull] object? other,
        [NotNull] string? path,
        [CallerArgumentExpression(nameof(other))] string? otherName = null,
        [CallerArgumentExpression(nameof(path))] string? pathName = null)
    {
        ArgumentNullException.ThrowIfNull(other, otherName);
        return Checked(path, pathName);
    }

    public static T NotNull<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    /// <summary>A path that becomes no <c>VirtualPath</c>: the target of a link, kept as written.</summary>
    public static string Verbatim([NotNull] string? path, [CallerArgumentExpression(nameof(path))] string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, name);
        return path.Contains('\0', StringComparison.Ordinal) ? throw new ArgumentException("Null character in path.", name) : path;
    }

    public static UnixFileMode Mode(UnixFileMode mode, string name = nameof(UnixFileMode)) =>
        (mode & ~AllModes) == 0 ? mode : throw new ArgumentException("Invalid UnixFileMode value.", name);

    public static FileAttributes Attributes(FileAttributes attributes) =>
        (attributes & ~AllAttributes) == 0
            ? attributes
            : throw Invalid("Invalid File or Directory attributes value.", nameof(Attributes));

    /// <summary>For the places where .NET names a parameter that its caller does not have.</summary>
    public static ArgumentException Invalid(string message, string name) => new(message, name);
}
