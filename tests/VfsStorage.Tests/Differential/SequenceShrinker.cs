namespace VfsStorage.Tests.Differential;

/// <summary>Leaves out of a failing sequence whatever it fails without (delta debugging), within a bounded number of runs.</summary>
internal sealed class SequenceShrinker(Func<IReadOnlyList<Operation>, Divergence?> run, int maxRuns = 120)
{
    private int _runs;

    public IReadOnlyList<Operation> Shrink(IReadOnlyList<Operation> failing)
    {
        var current = failing;
        var chunk = Math.Max(1, current.Count / 2);
        while (chunk >= 1 && _runs < maxRuns)
        {
            var smaller = WithoutSomeChunk(current, chunk);
            if (smaller is not null)
            {
                current = smaller;
                chunk = Math.Min(chunk, Math.Max(1, current.Count / 2));
            }
            else
            {
                chunk /= 2;
            }
        }

        return current;
    }

    private List<Operation>? WithoutSomeChunk(IReadOnlyList<Operation> operations, int chunk)
    {
        for (var start = operations.Count - chunk; start > -chunk && _runs < maxRuns; start -= chunk)
        {
            var from = Math.Max(0, start);
            List<Operation> candidate = [.. operations.Take(from), .. operations.Skip(start + chunk)];
            if (candidate.Count == 0)
                continue;
            _runs++;
            if (run(candidate) is not null)
                return candidate;
        }

        return null;
    }
}
