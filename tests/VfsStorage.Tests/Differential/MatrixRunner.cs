using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>
/// Asks a probe about many paths on two sides that start from the same small tree. A tree is made anew only after the disk's
/// changed, so that the many refusals cost little.
/// </summary>
internal sealed class MatrixRunner(Backend first, Backend second) : IDisposable
{
    private readonly List<string> _differences = [];

    private Side? _a;

    private Side? _b;

    private string _fresh = "";

    public IReadOnlyList<string> Differences => _differences;

    public void Ask(PathProbe probe, string relative)
    {
        MakeSides();
        var expected = _a!.OutcomeOf(side => probe.Ask(side, side.PathOf(relative)));
        var actual = _b!.OutcomeOf(side => probe.Ask(side, side.PathOf(relative)));
        var tree = TreeSnapshot.Of(_a);
        var same = Compare(probe, relative, expected, actual);
        if (tree != _fresh || !same)
        {
            if (same)
                Compare(probe, $"{relative} tree", tree, TreeSnapshot.Of(_b));
            DropSides();
        }
    }

    /// <summary>What never changed on the disk must not have changed on the other side.</summary>
    public void CompareUnchanged(string name)
    {
        if (_a is not null && TreeSnapshot.Of(_b!) is var tree && tree != _fresh)
            _differences.Add($"{name}: refused, and yet the tree is\n{tree}\ninstead of\n{_fresh}");
    }

    public void Dispose() => DropSides();

    private bool Compare(PathProbe probe, string what, string expected, string actual)
    {
        if (expected == actual)
            return true;
        _differences.Add($"{probe} {what}\n    {first}: {expected}\n    {second}: {actual}");
        return false;
    }

    private void MakeSides()
    {
        if (_a is not null)
            return;
        _a = new Side(first);
        _b = new Side(second);
        Arrange(_a);
        Arrange(_b);
        _fresh = TreeSnapshot.Of(_a);
    }

    private void DropSides()
    {
        _a?.Dispose();
        _b?.Dispose();
        _a = _b = null;
    }

    private static void Arrange(Side side)
    {
        var fs = side.FileSystem;
        fs.Directory.CreateDirectory(side.PathOf("dir"));
        fs.Directory.CreateDirectory(side.PathOf("empty"));
        fs.File.WriteAllText(side.PathOf("file"), "content");
        fs.File.WriteAllText(side.PathOf("other"), "other");
        fs.File.WriteAllText(side.PathOf("dir/file"), "inside");
        fs.File.CreateSymbolicLink(side.PathOf("link"), "file");
        fs.Directory.CreateSymbolicLink(side.PathOf("dirlink"), "dir");
        fs.File.CreateSymbolicLink(side.PathOf("dangling"), "nowhere");
        fs.File.CreateSymbolicLink(side.PathOf("loop"), "loop");
    }
}
