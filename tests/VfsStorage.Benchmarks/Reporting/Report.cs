using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Reporting;

/// <summary>The text of BENCHMARKS.md.</summary>
internal static class Report
{
    public static string Write(IReadOnlyList<ScenarioResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine("Written by a program; repeat it with").AppendLine();
        text.AppendLine("```sh").AppendLine("dotnet run -c Release --project tests/VfsStorage.Benchmarks -- --out docs").AppendLine("```").AppendLine();
        text.AppendLine("Name scenarios to run only those; the others keep their results. `--help` tells the rest: a real server (`--endpoint`), other");
        text.AppendLine("latencies and bandwidths, more runs.").AppendLine();
        text.AppendLine("All contenders of a scenario run in turn against the same endpoint, with the same client of the AWS SDK. Times are comparable within one");
        text.AppendLine("table only. The endpoint is the project's own test server in a process of its own, with a delay before each answer and a limit on each");
        text.AppendLine("connection; it shares the processors with the contenders. It neither keeps nor hashes large bodies. Memory is the process's working set");
        text.AppendLine("above what it had before the run, garbage included.").AppendLine();
        text.AppendLine("What else the machine does meanwhile shows in the spread, most of all where the processor is the limit: 512 MiB, and listings.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.FrameworkDescription}, Linux.").AppendLine();
        text.AppendLine("![Time of VfsStorage over that of the hand-written code](benchmarks.png)").AppendLine();
        Summarize(text, results);
        foreach (var result in results)
        {
            text.AppendLine(ResultTable.Write(result));
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Summarize(StringBuilder text, IReadOnlyList<ScenarioResult> results)
    {
        text.AppendLine("## Summary").AppendLine();
        text.AppendLine("The time of the first over that of the second; below 1 is faster.").AppendLine();
        text.AppendLine("| scenario | | over | ratio | aim | |").AppendLine("|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            foreach (var target in result.Targets)
            {
                var ratio = result.RatioOf(target);
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"| {result.Title} | {target.Contender} | {target.Baseline} | {ratio:0.000} | {target.Limit:0.00} | {(ratio <= target.Limit ? "reached" : "**missed**")} |");
            }
        }

        text.AppendLine().AppendLine("## Scenarios").AppendLine();
    }
}
