using VfsStorage.Paths;

namespace VfsStorage.Tests.Paths;

/// <summary>The string rules of paths against <see cref="Path"/> of a Linux host, on random strings of the characters that matter.</summary>
public sealed class UnixPathTests
{
    private const int Rounds = 20_000;

    private const string Alphabet = "///...ab \\:~é";

    private Random _random = null!;

    [SetUp]
    public void RequireLinuxAndSeed()
    {
        Assume.That(OperatingSystem.IsLinux(), "Path of this host follows other rules.");
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        _random = new Random(seed);
    }

    [Test]
    public void OnePath_Random_IsAsOnLinux()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var path = RandomPath();
            var actual = (
                UnixPath.FileName(path).ToString(),
                UnixPath.FileNameWithoutExtension(path).ToString(),
                UnixPath.Extension(path).ToString(),
                UnixPath.DirectoryLength(path) is >= 0 and var length ? UnixPath.CollapseSeparators(path[..length]) : null,
                UnixPath.TrimEndingSeparator(path).ToString(),
                UnixPath.ChangeExtension(path, "x"));
            var expected = (
                Path.GetFileName(path),
                Path.GetFileNameWithoutExtension(path),
                Path.GetExtension(path),
                Path.GetDirectoryName(path),
                Path.TrimEndingDirectorySeparator(path),
                Path.ChangeExtension(path, "x"));
            Assert.That(actual, Is.EqualTo(expected), path);
        }
    }

    [Test]
    public void SeveralPaths_Random_AreCombinedAsOnLinux()
    {
        for (var round = 0; round < Rounds; round++)
        {
            string[] paths = [.. Enumerable.Range(0, _random.Next(5)).Select(_ => RandomPath())];
            Assert.That((UnixPath.Combine(paths), UnixPath.Join(paths)), Is.EqualTo((Path.Combine(paths), Path.Join(paths))), string.Join(" | ", paths));
        }
    }

    [Test]
    public void AbsolutePath_Random_IsNormalisedAsOnLinux()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var path = "/" + RandomPath();
            Assert.That(VirtualPath.Parse(path, VirtualPath.Root, nameof(path)).ToString(), Is.EqualTo(Path.GetFullPath(path)), path);
        }
    }

    [Test]
    public void Relative_Random_IsAsOnLinux()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (from, to) = (Path.GetFullPath("/" + RandomPath()), Path.GetFullPath("/" + RandomPath()));
            Assert.That(UnixPath.Relative(from, to), Is.EqualTo(Path.GetRelativePath(from, to)), $"{from} | {to}");
        }
    }

    private string RandomPath() => string.Create(_random.Next(12), _random, static (path, random) =>
    {
        foreach (ref var character in path)
            character = Alphabet[random.Next(Alphabet.Length)];
    });
}
