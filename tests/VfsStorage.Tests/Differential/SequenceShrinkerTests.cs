namespace VfsStorage.Tests.Differential;

/// <summary>The differential test is worth what its own parts are: they must see a difference and cut it down.</summary>
public sealed class SequenceShrinkerTests
{
    private static readonly Divergence Some = new(0, "", "", "");

    [TestCase(3, 150)]
    [TestCase(0, 199)]
    [TestCase(77, 78)]
    public void Shrink_TwoOperationsMatter_LeavesThose(int first, int second)
    {
        var operations = Enumerable.Range(0, 200).Select(i => new Operation($"{i}", _ => "")).ToArray();
        var shrinker = new SequenceShrinker(candidate =>
            candidate.Contains(operations[first]) && candidate.Contains(operations[second]) ? Some : null);
        Assert.That(shrinker.Shrink(operations), Is.EqualTo(new[] { operations[first], operations[second] }));
    }

    [Test]
    public void Shrink_RunsAreUsedUp_ReturnsAFailingSequence()
    {
        var operations = Enumerable.Range(0, 200).Select(i => new Operation($"{i}", _ => "")).ToArray();
        var runs = 0;
        var shrunk = new SequenceShrinker(candidate =>
        {
            runs++;
            return candidate.Contains(operations[5]) ? Some : null;
        }, maxRuns: 3).Shrink(operations);
        Assert.That(runs, Is.EqualTo(3));
        Assert.That(shrunk, Does.Contain(operations[5]));
    }
}
