namespace VfsStorage.Benchmarks.Running;

/// <summary>What a scenario showed.</summary>
internal sealed record ScenarioResult(string Name, string Title, string Conditions, IReadOnlyList<ContenderResult> Contenders, IReadOnlyList<Target> Targets)
{
    public bool MeetsTargets => Targets.All(target => RatioOf(target) <= target.Limit);

    public double RatioOf(Target target) => Of(target.Contender).Median / Of(target.Baseline).Median;

    private ContenderResult Of(string name) => Contenders.Single(contender => contender.Name == name);
}
