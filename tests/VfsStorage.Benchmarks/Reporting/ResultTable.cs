using System.Globalization;
using System.Text;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Reporting;

/// <summary>A scenario's result as a Markdown table.</summary>
internal static class ResultTable
{
    public static string Write(ScenarioResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"### {result.Title}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`{result.Name}`: {result.Conditions}").AppendLine();
        text.AppendLine("| | median | fastest to slowest | requests | processor time | peak memory |").AppendLine("|---|---|---|---|---|---|");
        foreach (var contender in result.Contenders)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {contender.Name} | {Seconds(contender.Median)} | {Seconds(contender.Fastest)} to {Seconds(contender.Slowest)} | {contender.Requests} | {Seconds(contender.ProcessorSeconds)} | {contender.PeakBytes >> 20} MiB |");
        }

        text.AppendLine();
        foreach (var target in result.Targets)
        {
            var ratio = result.RatioOf(target);
            var verdict = ratio <= target.Limit ? "reached" : "**missed**";
            text.AppendLine(CultureInfo.InvariantCulture, $"- {target.Contender} over {target.Baseline}: {ratio:0.000}, at most {target.Limit:0.00}: {verdict}");
        }

        return text.ToString();
    }

    private static string Seconds(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");
}
