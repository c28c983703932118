using System.CommandLine;
using VfsStorage.Benchmarks.Reporting;
using VfsStorage.Benchmarks.Running;
using VfsStorage.Benchmarks.Scenarios;

namespace VfsStorage.Benchmarks;

/// <summary>The command line of the benchmarks.</summary>
internal static class BenchmarkCommand
{
    private static readonly Argument<string[]> Names = new("scenario")
    {
        Description = "Which to run; all by default.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Endpoint = new("--endpoint") { Description = "A real S3 server (credentials from the AWS default chain). Default: a test server in a process of its own." };
    private static readonly Option<string> Bucket = new("--bucket") { Description = "The bucket on that server.", DefaultValueFactory = _ => "benchmarks" };
    private static readonly Option<double> Latency = new("--latency") { Description = "Milliseconds before each answer of the test server.", DefaultValueFactory = _ => 20 };
    private static readonly Option<double> Bandwidth = new("--bandwidth-per-connection") { Description = "Megabytes a second on each connection to the test server.", DefaultValueFactory = _ => 90 };
    private static readonly Option<int> Repeat = new("--repeat") { Description = "How often each contender runs.", DefaultValueFactory = _ => 3 };
    private static readonly Option<double> Scale = new("--scale") { Description = "Shrinks every scenario to this fraction.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Out = new("--out") { Description = "A folder: BENCHMARKS.md is written there, with the results of earlier runs kept beside it." };
    private static readonly Option<bool> Serve = new("--serve") { Description = "Be the test server.", Hidden = true };

    public static RootCommand Create()
    {
        var command = new RootCommand($"Measures VfsStorage beside the AWS SDK and the local disk. Scenarios: {string.Join(", ", Catalog.All.Select(scenario => scenario.Name))}.")
        {
            Names, Endpoint, Bucket, Latency, Bandwidth, Repeat, Scale, Out, Serve,
        };
        command.SetAction((parsed, token) => parsed.GetValue(Serve) ? ServerProcess.ServeAsync(token) : RunAsync(parsed, token));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var wanted = parsed.GetValue(Names) is { Length: > 0 } names ? names : [.. Catalog.All.Select(scenario => scenario.Name)];
        if (wanted.Except(Catalog.All.Select(scenario => scenario.Name)).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no scenario {unknown}.");
            return 2;
        }

        var conditions = new Conditions(parsed.GetValue(Latency), parsed.GetValue(Bandwidth), parsed.GetValue(Repeat), parsed.GetValue(Scale), parsed.GetValue(Endpoint));
        await using var server = conditions.Endpoint is null ? await ServerProcess.StartAsync(conditions, cancellationToken) : null;
        await using var stage = await Stage.OpenAsync(server?.Endpoint ?? conditions.Endpoint!, parsed.GetValue(Bucket)!, conditions);
        await WarmUp.RunAsync(stage, cancellationToken);
        var results = new List<ScenarioResult>();
        foreach (var scenario in Catalog.All.Where(scenario => wanted.Contains(scenario.Name)))
        {
            var result = await new Runner(stage).RunAsync(scenario, cancellationToken);
            results.Add(result);
            await Console.Out.WriteLineAsync(ResultTable.Write(result));
            if (parsed.GetValue(Out) is { } folder)
            {
                await ReportFolder.AddAsync(folder, result, cancellationToken);
            }
        }

        return results.TrueForAll(result => result.MeetsTargets) ? 0 : 1;
    }
}
