namespace VfsStorage.Benchmarks.Running;

/// <summary>Under which conditions is measured.</summary>
/// <param name="LatencyMilliseconds">Before each answer of the test server.</param>
/// <param name="MegabytesPerSecond">On each connection to it.</param>
/// <param name="Repeat">How often each contender runs.</param>
/// <param name="Scale">The fraction of the full size of a scenario.</param>
/// <param name="Endpoint">A real server instead; latency and bandwidth are its own then.</param>
internal sealed record Conditions(double LatencyMilliseconds, double MegabytesPerSecond, int Repeat, double Scale, string? Endpoint)
{
    /// <summary>A full size, scaled.</summary>
    public int Scaled(int count) => Math.Max(1, (int)(count * Scale));

    public override string ToString() => Endpoint is null
        ? FormattableString.Invariant($"{LatencyMilliseconds:0.#} ms a request, {MegabytesPerSecond:0.#} MB/s a connection, {Repeat} runs, size × {Scale:0.##}")
        : FormattableString.Invariant($"a real server, {Repeat} runs, size × {Scale:0.##}");
}
