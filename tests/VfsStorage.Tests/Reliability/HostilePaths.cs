using System.Globalization;

namespace VfsStorage.Tests.Reliability;

/// <summary>Paths that somebody might send who wants what is not his, at random.</summary>
internal sealed class HostilePaths
{
    private static readonly string[] Pieces =
    [
        // Ways up and around, plain, encoded once and twice, with other separators.
        "..", ".", "", "/", "//", "../..", "..%2f", "%2e%2e", "%2e%2e%2f", "..%252f", "%c0%ae%c0%ae", "..\\", "\\", "\\..\\", "..;", "....//", "..\0", "/../../secret", "area/../secret",
        // Look-alikes of dots and slashes, overlong, reversed, combining, broken.
        "\u2024\u2024", "\uFF0E\uFF0E", "..\u2215", "\u2044", "\u29F8", "\uFF0E\uFF0E\uFF0F", "\u202E", "\u200B", "\uFEFF", "\u00E9", "e\u0301", "\U0001F600", "\uD800", "\uDC00",
        // What other parsers find special.
        "\0", "\r\n", "\t", "\u0001", "\u007F", "\u0085", " ", ".. ", "~", "$HOME", "C:", "file://", "s3://bucket/secret", "?versionId=1", "?delete", "#", "*", "|", "`id`", "&", "<Key>", "+", "%", "%00", "%2F",
        // Names that lead somewhere, links among them.
        "a", "b", "a/b/c", "secret", "area", "area2", "inner", "up", "out", "loop", "inner/up", ".vfs", ".vfs/moves/x", "CON",
        new('x', 300), new('\u00E9', 600), string.Concat(Enumerable.Repeat("y/", 600)),
    ];

    private readonly Random _random;

    /// <param name="seed">Makes the same paths again.</param>
    public HostilePaths(int seed) => _random = new Random(seed);

    /// <summary>One with a seed of its own, which is written to the test's output.</summary>
    public static HostilePaths New()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed: {seed}"));
        return new HostilePaths(seed);
    }

    public string Next()
    {
        var separator = _random.Next(3) == 0 ? "" : "/";
        var pieces = Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Pieces[_random.Next(Pieces.Length)]);
        var path = string.Join(separator, _random.Next(2) == 0 ? pieces.Prepend("") : pieces);
        return _random.Next(8) == 0 ? WithAnyCharacter(path) : path;
    }

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    private string WithAnyCharacter(string path) => path.Insert(_random.Next(path.Length + 1), ((char)_random.Next(char.MaxValue + 1)).ToString());
}
