using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Paths;

/// <summary>
/// An absolute, normalised path of the file system. Invariants: <see cref="Value"/> starts with <c>/</c>, has no empty,
/// <c>.</c> or <c>..</c> segment and no NUL, and ends in <c>/</c> only if it is the root. Made by <see cref="Parse"/> at the
/// facades; no inner layer checks or normalises again. A trailing separator that the caller wrote is remembered, because a
/// disk refuses <c>file/</c>, but does not take part in equality.
/// </summary>
internal readonly struct VirtualPath : IEquatable<VirtualPath>
{
    public static readonly VirtualPath Root = new("/", false);

    private readonly string? _value;

    private VirtualPath(string value, bool hasTrailingSeparator) => (_value, HasTrailingSeparator) = (value, hasTrailingSeparator);

    /// <summary>The path without a trailing separator, such as <c>/drop/a.csv</c>; <c>/</c> for the root.</summary>
    public string Value => _value ?? "/";

    /// <summary>True if the caller wrote a separator at the end, and so can only mean a directory.</summary>
    public bool HasTrailingSeparator { get; }

    public bool IsRoot => Value.Length == 1;

    /// <summary>The last segment; empty for the root.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The path one segment up; the root's parent is the root.</summary>
    public VirtualPath Parent => Value.LastIndexOf('/') is > 0 and var cut ? new(Value[..cut], false) : Root;

    /// <summary>Makes a path of what a user wrote.</summary>
    /// <param name="path">Absolute, or relative to <paramref name="currentDirectory"/>.</param>
    /// <param name="currentDirectory">Where relative paths start.</param>
    /// <param name="parameterName">The caller's own parameter, for the exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a NUL.</exception>
    public static VirtualPath Parse([NotNull] string? path, VirtualPath currentDirectory, string parameterName)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, parameterName);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("Null character in path.", parameterName);
        }

        var absolute = path[0] == '/' ? path : currentDirectory.Value + "/" + path;
        var value = PathNormalizer.Normalize(absolute);
        return new(value, value.Length > 1 && absolute[^1] == '/');
    }

    /// <summary>The path of an entry in this directory. The name is a single valid segment, as listings yield it.</summary>
    public VirtualPath Append(string name) => new(IsRoot ? "/" + name : Value + "/" + name, false);

    /// <summary>The path below this directory that <paramref name="relative"/> names: valid segments joined by <c>/</c>.</summary>
    public VirtualPath AppendRelative(string relative) => relative.Length == 0 ? this : Append(relative);

    /// <summary>This path, with a trailing separator if it or <paramref name="other"/> has one.</summary>
    public VirtualPath WithSeparatorOf(VirtualPath other) => new(Value, (HasTrailingSeparator || other.HasTrailingSeparator) && !IsRoot);

    /// <summary>This path with a trailing separator.</summary>
    public VirtualPath AsDirectory() => new(Value, !IsRoot);

    public VirtualPath WithoutTrailingSeparator() => new(Value, false);

    /// <summary>True if this path is a directory above <paramref name="other"/>.</summary>
    public bool IsAncestorOf(VirtualPath other) =>
        other.Value.Length > Value.Length
        && (IsRoot || (other.Value.StartsWith(Value, StringComparison.Ordinal) && other.Value[Value.Length] == '/'));

    public bool Equals(VirtualPath other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is VirtualPath other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The path as .NET's messages and <c>FullName</c> show it, with a trailing separator where one was written.</summary>
    public override string ToString() => HasTrailingSeparator ? Value + "/" : Value;

    public static bool operator ==(VirtualPath left, VirtualPath right) => left.Equals(right);

    public static bool operator !=(VirtualPath left, VirtualPath right) => !left.Equals(right);
}
