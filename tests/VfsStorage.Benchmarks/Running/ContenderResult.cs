namespace VfsStorage.Benchmarks.Running;

/// <summary>All runs of one contender.</summary>
internal sealed record ContenderResult(string Name, IReadOnlyList<Sample> Samples)
{
    public double Median => Samples.Select(sample => sample.Seconds).Order().ElementAt(Samples.Count / 2);

    public double Fastest => Samples.Min(sample => sample.Seconds);

    public double Slowest => Samples.Max(sample => sample.Seconds);

    public long Requests => Samples.Select(sample => sample.Requests).Order().ElementAt(Samples.Count / 2);

    public double ProcessorSeconds => Samples.Select(sample => sample.ProcessorSeconds).Order().ElementAt(Samples.Count / 2);

    public long PeakBytes => Samples.Max(sample => sample.PeakBytes);
}
