using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>Runs one sequence on two fresh sides and finds where they part.</summary>
internal sealed class SequenceRunner(Backend first, Backend second)
{
    public Divergence? Run(IReadOnlyList<Operation> operations)
    {
        using var a = new Side(first);
        using var b = new Side(second);
        for (var i = 0; i < operations.Count; i++)
        {
            var expected = a.OutcomeOf(operations[i].Run);
            var actual = b.OutcomeOf(operations[i].Run);
            if (expected != actual)
                return new Divergence(i, operations[i].Text, expected, actual);
        }

        var expectedTree = TreeSnapshot.Of(a);
        var actualTree = TreeSnapshot.Of(b);
        return expectedTree == actualTree ? null : new Divergence(operations.Count, "final tree", expectedTree, actualTree);
    }
}
