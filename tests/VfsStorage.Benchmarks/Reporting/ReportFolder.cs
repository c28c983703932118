using System.Text;
using System.Text.Json;
using VfsStorage.Benchmarks.Running;
using VfsStorage.Benchmarks.Scenarios;

namespace VfsStorage.Benchmarks.Reporting;

/// <summary>A folder with the report, its chart, and the results they were made of: a run replaces those of its own scenarios only.</summary>
internal static class ReportFolder
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static async Task AddAsync(string folder, ScenarioResult result, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "benchmarks.json");
        var known = File.Exists(file) ? JsonSerializer.Deserialize<List<ScenarioResult>>(await File.ReadAllTextAsync(file, cancellationToken), Json)! : [];
        known.RemoveAll(other => other.Name == result.Name);
        known.Add(result);
        var order = Catalog.All.Select(scenario => scenario.Name).ToList();
        var all = known.OrderBy(other => order.IndexOf(other.Name)).ToList();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(all, Json) + "\n", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "BENCHMARKS.md"), Report.Write(all) + await OthersAsync(folder, cancellationToken), cancellationToken);
        RatioChart.Save(all, Path.Combine(folder, "benchmarks.png"));
    }

    /// <summary>Pages of figures that other programs measure, such as <c>benchmarks-serve.md</c>, each as a section of the report.</summary>
    private static async Task<string> OthersAsync(string folder, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var page in Directory.EnumerateFiles(folder, "benchmarks-*.md").Order(StringComparer.Ordinal))
        {
            text.Append("\n#").Append(await File.ReadAllTextAsync(page, cancellationToken));
        }

        return text.ToString();
    }
}
