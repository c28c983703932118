using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>Every member that takes a path with every kind of path: the outcome and the tree after it must be the disk's.</summary>
[Parallelizable(ParallelScope.All)]
[Category("Slow")]
public sealed class PathMatrixTests
{
    private static readonly string[] Paths =
    [
        "file", "file/", "file//", "file/.", "file/..", "file/child", "file/child/", "file/child/grandchild", "file/../file", "./file", "FILE", "fil",
        "missing", "missing/", "missing/.", "missing/..", "missing/../file", "missing/child", "missing/child/", "missing/child/grandchild",
        "dir", "dir/", "dir//", "dir/.", "dir/..", "dir/./file", ".//dir//file", "dir/file/", "dir/missing", "dir/missing/", "dir/missing/child",
        "empty", "empty/", " ", "...", "a\\b", "link", "link/", "link/child", "dirlink", "dirlink/", "dirlink/file", "dirlink/missing",
        "dirlink/missing/child", "dirlink/..", "dangling", "dangling/", "dangling/child", "loop", "loop/", "loop/child",
    ];

    private static readonly string[] Sources = ["file", "missing", "file/child", "dir", "empty", "link", "dirlink", "dangling"];

    private static readonly string[] MoreSources = ["file/", "missing/child", "dir/", "dir/file", "dirlink/file", "loop", "./file"];

    private static readonly string[] Targets =
        ["file", "./file", "other", "new", "missing/new", "other/child", "dir", "dir/file", "empty", "link", "dirlink/new", "dangling"];

    private static readonly string[] MoreTargets =
        [.. Targets, "other/", "new/", "dir/", "empty/", "empty/new", "dir/new", "dirlink", "dirlink/", "loop", "dir/sub/new"];

    private static IEnumerable<Backend> Others => Backends.All.Where(backend => backend != Backends.Disk);

    private static IEnumerable<PathProbe> FastProbes =>
        [.. PathProbes.SomeContent, .. PathProbes.Names, .. PathProbes.Listings, .. PathProbes.SomeTimes];

    private static IEnumerable<PathProbe> SlowProbes => [.. PathProbes.AllContent, .. PathProbes.AllTimes];

    private static IEnumerable<string> MoreMembers => PathProbes.ToTarget("").Select(probe => probe.Name);

    private static IEnumerable<string> TwoPathMembers => ["File.Copy(overwrite)", "File.Move(overwrite)", "File.Replace(backup)", "Directory.Move"];

    [Test]
    [Combinatorial]
    public void Member_EveryPath_IsAsOnTheDisk(
        [ValueSource(nameof(Others))] Backend other, [ValueSource(nameof(FastProbes))] object probe) => AskAll(other, (PathProbe)probe);

    [Test]
    [Combinatorial]
    public void SimilarMember_EveryPath_IsAsOnTheDisk(
        [ValueSource(nameof(Others))] Backend other, [ValueSource(nameof(SlowProbes))] object probe) => AskAll(other, (PathProbe)probe);

    [Test]
    [Combinatorial]
    public void TwoPathMember_SomePairs_IsAsOnTheDisk(
        [ValueSource(nameof(Others))] Backend other,
        [ValueSource(nameof(TwoPathMembers))] string member,
        [ValueSource(nameof(Sources))] string source) => AskPairs(other, member, source, Targets);

    [Test]
    [Combinatorial]
    public void TwoPathMember_MorePairs_IsAsOnTheDisk(
        [ValueSource(nameof(Others))] Backend other,
        [ValueSource(nameof(MoreMembers))] string member,
        [ValueSource(nameof(Sources))][ValueSource(nameof(MoreSources))] string source) => AskPairs(other, member, source, MoreTargets);

    /// <summary>The matrix must not see differences where there are none.</summary>
    [TestCaseSource(nameof(FastProbes))]
    public void Member_DiskTwice_IsTheSame(object probe) => AskAll(Backends.Disk, (PathProbe)probe);

    private static void AskPairs(Backend other, string member, string source, string[] targets)
    {
        using var runner = new MatrixRunner(Backends.Disk, other);
        foreach (var target in targets)
            runner.Ask(PathProbes.ToTarget(target).Single(probe => probe.Name == member) with { Name = $"{member} to {target} from" }, source);
        runner.CompareUnchanged(member);
        Assert.That(runner.Differences, Is.Empty, string.Join('\n', runner.Differences));
    }

    private static void AskAll(Backend other, PathProbe probe)
    {
        using var runner = new MatrixRunner(Backends.Disk, other);
        foreach (var path in Paths)
            runner.Ask(probe, path);
        runner.CompareUnchanged(probe.Name);
        Assert.That(runner.Differences, Is.Empty, string.Join('\n', runner.Differences));
    }
}
