namespace VfsStorage.Benchmarks.Running;

/// <summary>What is to be reached: one contender's time is at most so many times another's.</summary>
internal sealed record Target(string Contender, string Baseline, double Limit);
