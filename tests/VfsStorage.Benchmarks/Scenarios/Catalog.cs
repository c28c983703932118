using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>All scenarios, in the order of the report.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new WriteSmallFiles(1), new WriteSmallFiles(16), new ReadSmallFiles(1), new ReadSmallFiles(16), new Exists(),
        new ListTree(1_000), new ListTree(10_000), new Download(), new Upload(), new RandomReads(),
        new RenameDirectory(), new DeleteTree(), new AppendLines(), new SmallWrite(),
    ];
}
