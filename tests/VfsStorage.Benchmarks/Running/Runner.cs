using System.Diagnostics;

namespace VfsStorage.Benchmarks.Running;

/// <summary>
/// Runs the contenders of a scenario in turn, again and again, each time in another order, so that what disturbs the machine, or one leaves behind
/// for the next, disturbs all of them.
/// </summary>
internal sealed class Runner(Stage stage)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var contenders = await scenario.SetUpAsync(stage, cancellationToken);
        var samples = contenders.ToDictionary(contender => contender, _ => new List<Sample>());
        for (var round = 0; round < scenario.WarmUpRounds; round++)
        {
            foreach (var contender in contenders)
            {
                await MeasureAsync(contender, cancellationToken);
            }
        }

        for (var round = 0; round < stage.Conditions.Repeat; round++)
        {
            var order = contenders.ToArray();
            new Random(round).Shuffle(order);
            foreach (var contender in order)
            {
                var sample = await MeasureAsync(contender, cancellationToken);
                samples[contender].Add(sample);
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"{scenario.Name} {contender.Name}: {sample.Seconds:0.000} s, {sample.Requests} requests, {sample.ProcessorSeconds:0.000} s of processors"));
            }
        }

        return new ScenarioResult(
            scenario.Name,
            scenario.Title(stage.Conditions),
            stage.Conditions.ToString(),
            [.. contenders.Select(contender => new ContenderResult(contender.Name, samples[contender]))],
            scenario.Targets);
    }

    private static async Task<Sample> MeasureAsync(Contender contender, CancellationToken cancellationToken)
    {
        if (contender.PrepareAsync is { } prepare)
        {
            await prepare();
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var idle = Environment.WorkingSet;
        var peak = idle;
        var requests = CountingHandler.Requests;
        await using var look = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, TimeSpan.Zero, LookEvery);
        using var process = Process.GetCurrentProcess();
        var busy = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await contender.RunAsync(cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        return new Sample(seconds, CountingHandler.Requests - requests, (process.TotalProcessorTime - busy).TotalSeconds, peak - idle);
    }
}
