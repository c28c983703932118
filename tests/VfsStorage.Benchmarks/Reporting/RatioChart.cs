using ScottPlot;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Reporting;

/// <summary>The ratios as a picture: a bar each, and a mark where it may be at most.</summary>
internal static class RatioChart
{
    private const int RowHeight = 26;
    private const int Width = 1100;

    public static void Save(IReadOnlyList<ScenarioResult> results, string path)
    {
        using var plot = new Plot();
        var rows = results.SelectMany(result => result.Targets.Select(target => (Label: $"{result.Name}: {target.Contender} / {target.Baseline}", Ratio: result.RatioOf(target), target.Limit))).Reverse().ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var bar = plot.Add.Bar(position: i, value: rows[i].Ratio);
            bar.Horizontal = true;
            bar.Color = rows[i].Ratio <= rows[i].Limit ? Colors.SteelBlue : Colors.IndianRed;
            plot.Add.Line(rows[i].Limit, i - 0.45, rows[i].Limit, i + 0.45).Color = Colors.Black;
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. Enumerable.Range(0, rows.Count).Select(i => (double)i)], [.. rows.Select(row => row.Label)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Margins(left: 0);
        plot.Add.VerticalLine(1).LinePattern = LinePattern.Dotted;
        plot.Title("Time over that of the other; the black mark is the aim");
        plot.HideGrid();
        plot.SavePng(path, Width, 120 + (rows.Count * RowHeight));
    }
}
