using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>The differential test must see every kind of difference, and only those.</summary>
public sealed class SequenceRunnerTests
{
    private static readonly SequenceRunner Runner = new(Backends.Disk, Backends.Disk);

    [Test]
    public void Run_SameOnBothSides_IsNoDivergence()
    {
        var write = new Operation("write", side => Written(side, "same"));
        Assert.That(Runner.Run([write, write]), Is.Null);
    }

    [Test]
    public void Run_ResultsDiffer_NamesTheStep()
    {
        var calls = 0;
        var differs = new Operation("differs", _ => $"{calls++}");
        var fine = new Operation("fine", _ => "same");
        Assert.That(Runner.Run([fine, differs]), Is.EqualTo(new Divergence(1, "differs", "0", "1")));
    }

    [Test]
    public void Run_OnlyContentDiffers_IsSeenInTheTree()
    {
        var calls = 0;
        var differs = new Operation("differs", side => Written(side, $"{calls++}"));
        Assert.That(Runner.Run([differs])?.Where, Is.EqualTo("final tree"));
    }

    [Test]
    public void Run_OnlyExceptionsDiffer_IsSeen()
    {
        var calls = 0;
        var differs = new Operation("differs", side => side.FileSystem.File.ReadAllText(calls++ == 0 ? side.PathOf("missing") : side.PathOf("missing/x")));
        var divergence = Runner.Run([differs]);
        Assert.That((divergence?.First, divergence?.Second),
            Is.EqualTo(("FileNotFoundException 0x80070002", "DirectoryNotFoundException 0x80070003")));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Next_SameSeed_IsTheSameSequence(int seed)
    {
        var once = Texts(seed);
        var again = Texts(seed);
        Assert.That(again, Is.EqualTo(once));
    }

    private static IEnumerable<string> Texts(int seed) =>
        [.. new SequenceGenerator(seed, withReadOnly: false).Next(50).Select(operation => operation.Text)];

    private static string Written(Side side, string text)
    {
        side.FileSystem.File.WriteAllText(side.PathOf("f"), text);
        return "written";
    }
}
