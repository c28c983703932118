using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Paths;

/// <summary>Every pure member of <c>IPath</c> against <see cref="Path"/> of a Linux host, on odd inputs.</summary>
public sealed class PathDifferentialTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly string?[] Inputs =
    [
        null, "", " ", ".", "..", "...", "/", "//", "///", "/a", "/a/", "/a//", "//a", "a", "a/", "a/b", "a//b", "/a/b/c", "./a", "../a", "a/.", "a/..",
        "/..", "/../a", "/a/../b", "/a/./b", "/a/b/../../../c", "a/b/../../..", ".a", ".a.b", "a.", "a..", "a.b", "a.b.c", "a.b/", "a.b/c", "/a.b/.c",
        "\\", "a\\b", "\\a", "C:\\a", "C:/a", "C:", "\\\\server\\share", "//server/share", "a b", " a", "a ", "a\tb", "a\nb", "*", "?", "a?b*c", "ü/世界.txt",
        "a:b", "~", "~/a", "%20", "a\0b", "/a\0b.c", "\u0001", "file:///a", "a/b.txt/", "/a/b.txt", "tmp.d/..", "a/ /b", "a/. /b", "-", "--x=/y",
    ];

    private static readonly object[] OneArgument =
    [
        One("GetDirectoryName", p => Path.GetDirectoryName(p), (x, p) => x.GetDirectoryName(p)),
        One("GetDirectoryName(span)", p => Path.GetDirectoryName(p.AsSpan()).ToString(), (x, p) => x.GetDirectoryName(p.AsSpan()).ToString()),
        One("GetFileName", p => Path.GetFileName(p), (x, p) => x.GetFileName(p)),
        One("GetFileName(span)", p => Path.GetFileName(p.AsSpan()).ToString(), (x, p) => x.GetFileName(p.AsSpan()).ToString()),
        One("GetFileNameWithoutExtension", p => Path.GetFileNameWithoutExtension(p), (x, p) => x.GetFileNameWithoutExtension(p)),
        One("GetFileNameWithoutExtension(span)",
            p => Path.GetFileNameWithoutExtension(p.AsSpan()).ToString(), (x, p) => x.GetFileNameWithoutExtension(p.AsSpan()).ToString()),
        One("GetExtension", p => Path.GetExtension(p), (x, p) => x.GetExtension(p)),
        One("GetExtension(span)", p => Path.GetExtension(p.AsSpan()).ToString(), (x, p) => x.GetExtension(p.AsSpan()).ToString()),
        One("GetPathRoot", p => Path.GetPathRoot(p), (x, p) => x.GetPathRoot(p)),
        One("GetPathRoot(span)", p => Path.GetPathRoot(p.AsSpan()).ToString(), (x, p) => x.GetPathRoot(p.AsSpan()).ToString()),
        One("HasExtension", p => Path.HasExtension(p), (x, p) => x.HasExtension(p)),
        One("HasExtension(span)", p => Path.HasExtension(p.AsSpan()), (x, p) => x.HasExtension(p.AsSpan())),
        One("IsPathRooted", p => Path.IsPathRooted(p), (x, p) => x.IsPathRooted(p)),
        One("IsPathRooted(span)", p => Path.IsPathRooted(p.AsSpan()), (x, p) => x.IsPathRooted(p.AsSpan())),
        One("IsPathFullyQualified", p => Path.IsPathFullyQualified(p!), (x, p) => x.IsPathFullyQualified(p!)),
        One("IsPathFullyQualified(span)", p => Path.IsPathFullyQualified(p.AsSpan()), (x, p) => x.IsPathFullyQualified(p.AsSpan())),
        One("EndsInDirectorySeparator", p => Path.EndsInDirectorySeparator(p!), (x, p) => x.EndsInDirectorySeparator(p!)),
        One("EndsInDirectorySeparator(span)", p => Path.EndsInDirectorySeparator(p.AsSpan()), (x, p) => x.EndsInDirectorySeparator(p.AsSpan())),
        One("TrimEndingDirectorySeparator", p => Path.TrimEndingDirectorySeparator(p!), (x, p) => x.TrimEndingDirectorySeparator(p!)),
        One("TrimEndingDirectorySeparator(span)",
            p => Path.TrimEndingDirectorySeparator(p.AsSpan()).ToString(), (x, p) => x.TrimEndingDirectorySeparator(p.AsSpan()).ToString()),
        One("ChangeExtension(.x)", p => Path.ChangeExtension(p, ".x"), (x, p) => x.ChangeExtension(p, ".x")),
        One("ChangeExtension(x)", p => Path.ChangeExtension(p, "x"), (x, p) => x.ChangeExtension(p, "x")),
        One("ChangeExtension(empty)", p => Path.ChangeExtension(p, ""), (x, p) => x.ChangeExtension(p, "")),
        One("ChangeExtension(null)", p => Path.ChangeExtension(p, null), (x, p) => x.ChangeExtension(p, null)),
        One("GetFullPath(base)", p => Path.GetFullPath(p!, "/base/dir"), (x, p) => x.GetFullPath(p!, "/base/dir")),
        One("GetFullPath(base is the path)", p => Path.GetFullPath("a/../b", p!), (x, p) => x.GetFullPath("a/../b", p!)),
        One("GetRelativePath(from /a/b)", p => Path.GetRelativePath("/a/b", "/" + p), (x, p) => x.GetRelativePath("/a/b", "/" + p)),
        One("GetRelativePath(to /a/b)", p => Path.GetRelativePath("/" + p, "/a/b"), (x, p) => x.GetRelativePath("/" + p, "/a/b")),
        One("Combine(array)", p => Path.Combine([p!, "x"]), (x, p) => x.Combine([p!, "x"])),
        One("Combine(span)", p => Path.Combine(new ReadOnlySpan<string>([p!, "x", "/y", p!])),
            (x, p) => x.Combine(new ReadOnlySpan<string>([p!, "x", "/y", p!]))),
        One("Combine(3)", p => Path.Combine("a", p!, "b"), (x, p) => x.Combine("a", p!, "b")),
        One("Combine(4)", p => Path.Combine("a", p!, "b/", p!), (x, p) => x.Combine("a", p!, "b/", p!)),
        One("Join(3)", p => Path.Join("a", p, "b"), (x, p) => x.Join("a", p, "b")),
        One("Join(4)", p => Path.Join("a", p, "b/", p), (x, p) => x.Join("a", p, "b/", p)),
        One("Join(array)", p => Path.Join([p, "x", null, "", p]), (x, p) => x.Join([p, "x", null, "", p])),
        One("Join(span of strings)", p => Path.Join(new ReadOnlySpan<string?>([p, "x"])), (x, p) => x.Join(new ReadOnlySpan<string?>([p, "x"]))),
        One("Join(3 spans)", p => Path.Join("a".AsSpan(), p.AsSpan(), "b".AsSpan()), (x, p) => x.Join("a".AsSpan(), p.AsSpan(), "b".AsSpan())),
        One("Join(4 spans)", p => Path.Join("a".AsSpan(), p.AsSpan(), "b".AsSpan(), p.AsSpan()),
            (x, p) => x.Join("a".AsSpan(), p.AsSpan(), "b".AsSpan(), p.AsSpan())),
    ];

    private static readonly object[] TwoArguments =
    [
        Two("Combine", (p, q) => Path.Combine(p!, q!), (x, p, q) => x.Combine(p!, q!)),
        Two("Join", (p, q) => Path.Join(p, q), (x, p, q) => x.Join(p, q)),
        Two("Join(spans)", (p, q) => Path.Join(p.AsSpan(), q.AsSpan()), (x, p, q) => x.Join(p.AsSpan(), q.AsSpan())),
        Two("ChangeExtension", (p, q) => Path.ChangeExtension(p, q), (x, p, q) => x.ChangeExtension(p, q)),
        Two("GetFullPath", (p, q) => Path.GetFullPath(p!, q!), (x, p, q) => x.GetFullPath(p!, q!)),
        Two("GetRelativePath", (p, q) => Path.GetRelativePath("/" + p, "/r/" + q), (x, p, q) => x.GetRelativePath("/" + p, "/r/" + q)),
        Two("TryJoin", (p, q) => TryJoinOf(p, q, Path.TryJoin), (x, p, q) => TryJoinOf(p, q, x.TryJoin)),
        Two("TryJoin(3)", (p, q) => TryJoin3Of(p, q, Path.TryJoin), (x, p, q) => TryJoin3Of(p, q, x.TryJoin)),
    ];

    private delegate bool TryJoin2(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Span<char> destination, out int written);

    private delegate bool TryJoin3(
        ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c, Span<char> destination, out int written);

    [TestCaseSource(nameof(OneArgument))]
    public void Member_OneInput_IsAsOnLinux(Func<string?, object?> expected, Func<IPath, string?, object?> actual) =>
        Assert.Multiple(() =>
        {
            foreach (var input in Inputs)
            {
                Assert.That(Outcome(() => actual(FileSystem.Path, input)), Is.EqualTo(Outcome(() => expected(input))), Shown(input));
            }
        });

    [TestCaseSource(nameof(TwoArguments))]
    public void Member_TwoInputs_IsAsOnLinux(Func<string?, string?, object?> expected, Func<IPath, string?, string?, object?> actual) =>
        Assert.Multiple(() =>
        {
            foreach (var first in Inputs)
            foreach (var second in Inputs)
            {
                Assert.That(Outcome(() => actual(FileSystem.Path, first, second)), Is.EqualTo(Outcome(() => expected(first, second))),
                    $"{Shown(first)}, {Shown(second)}");
            }
        });

    [Test]
    public void GetFullPath_Rooted_IsAsOnLinux()
    {
        foreach (var input in Inputs)
        {
            Assert.That(Outcome(() => FileSystem.Path.GetFullPath("/" + input)), Is.EqualTo(Outcome(() => Path.GetFullPath("/" + input))),
                Shown(input));
        }

        Assert.That(() => FileSystem.Path.GetFullPath(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Path.GetFullPath(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.Path.GetFullPath("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void GetRelativePath_Bad_Throws()
    {
        Assert.That(() => FileSystem.Path.GetRelativePath(null!, "/a"), Fails.ArgumentNull("relativeTo"));
        Assert.That(() => FileSystem.Path.GetRelativePath("/a", null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Path.GetRelativePath("", "/a"), Fails.Argument("relativeTo"));
        Assert.That(() => FileSystem.Path.GetRelativePath("/a", ""), Fails.Argument("path"));
    }

    [Test]
    public void CombineAndJoin_Null_Throw()
    {
        Assert.That(() => FileSystem.Path.Combine((string[])null!), Fails.ArgumentNull("paths"));
        Assert.That(() => FileSystem.Path.Combine(["a", null!]), Fails.ArgumentNull("paths"));
        Assert.That(() => FileSystem.Path.Join((string?[])null!), Fails.ArgumentNull("paths"));
        Assert.That(FileSystem.Path.Combine([]), Is.Empty);
        Assert.That(FileSystem.Path.Join([]), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(2)]
    public void TryJoin_TooSmall_IsFalse(int room)
    {
        var destination = new char[room];
        Assert.That(FileSystem.Path.TryJoin("a", "b", destination, out var written), Is.False);
        Assert.That(written, Is.Zero);
        Assert.That(FileSystem.Path.TryJoin("a", "b", "c", destination, out written), Is.False);
        Assert.That(written, Is.Zero);
    }

    private static TestCaseData One(string name, Func<string?, object?> expected, Func<IPath, string?, object?> actual) =>
        new TestCaseData(expected, actual).SetArgDisplayNames(name);

    private static TestCaseData Two(
        string name, Func<string?, string?, object?> expected, Func<IPath, string?, string?, object?> actual) =>
        new TestCaseData(expected, actual).SetArgDisplayNames(name);

    private static string TryJoinOf(string? first, string? second, TryJoin2 join)
    {
        Span<char> destination = stackalloc char[20];
        return $"{join(first, second, destination, out var written)} {written} {destination[..written]}";
    }

    private static string TryJoin3Of(string? first, string? second, TryJoin3 join)
    {
        Span<char> destination = stackalloc char[20];
        return $"{join(first, second, first, destination, out var written)} {written} {destination[..written]}";
    }

    private static string Shown(string? input) => input is null ? "null" : $"\"{input.Replace("\0", "\\0", StringComparison.Ordinal)}\"";

    private static object? Outcome(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException refused)
        {
            return $"{refused.GetType().Name} {refused.ParamName}";
        }
    }
}
