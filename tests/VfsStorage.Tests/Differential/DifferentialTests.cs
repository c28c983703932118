using System.Collections.Concurrent;
using System.Globalization;
using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>
/// The same random sequence on the disk and on every backend: results, exceptions and the final trees must be equal.
/// <c>VFS_DIFF_SEQUENCES</c> and <c>VFS_DIFF_SEED</c> say how many sequences the slow test runs, and from which seed.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class DifferentialTests
{
    private const int Length = 200;

    private static IEnumerable<int> FastSeeds => Enumerable.Range(1, 20);

    [TestCaseSource(nameof(FastSeeds))]
    public void Sequence_OnTwoDisks_IsTheSame(int seed) => Assert.That(Compare(Backends.Disk, seed), Is.Null);

    [TestCaseSource(nameof(FastSeeds))]
    public void Sequence_OnDiskAndS3_IsTheSame(int seed) => Assert.That(Compare(Backends.S3, seed), Is.Null);

    [Test]
    [Category("Slow")]
    public void Sequences_OnDiskAndS3_AreTheSame()
    {
        var other = Backends.S3;
        var sequences = Setting("VFS_DIFF_SEQUENCES") ?? 500;
        var seed = Setting("VFS_DIFF_SEED") ?? 1_000;
        TestContext.Out.WriteLine($"{sequences} sequences from seed {seed}");
        var differences = new ConcurrentBag<string>();
        Parallel.For(0, sequences, i =>
        {
            if (Compare(other, seed + i) is { } difference)
                differences.Add(difference);
        });
        Assert.That(differences, Is.Empty, string.Join("\n\n", differences));
    }

    /// <summary>How a sequence differs on the disk and the other backend; null if it does not.</summary>
    private static string? Compare(Backend other, int seed)
    {
        var runner = new SequenceRunner(Backends.Disk, other);
        var operations = new SequenceGenerator(seed, WithReadOnly(other)).Next(Length);
        if (runner.Run(operations) is null)
            return null;
        var shortest = new SequenceShrinker(runner.Run).Shrink(operations);
        return Report(seed, shortest, runner.Run(shortest), other);
    }

    /// <summary>Whether both sides hold a writer to a file's read-only mode; root on the disk is not held to it.</summary>
    private static bool WithReadOnly(Backend other) =>
        (Backends.Disk.Capabilities & Capabilities.ReadOnlyEnforced) == (other.Capabilities & Capabilities.ReadOnlyEnforced);

    private static string Report(int seed, IReadOnlyList<Operation> operations, Divergence? divergence, Backend other) =>
        $"""
        Seed {seed}, shrunk to {operations.Count} operations:
        {string.Join('\n', operations.Select((operation, i) => $"  {i}: {operation}"))}
        parts at {divergence?.Step}: {divergence?.Where ?? "nowhere, when run again"}
        Disk:
        {divergence?.First}
        {other}:
        {divergence?.Second}
        """;

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
