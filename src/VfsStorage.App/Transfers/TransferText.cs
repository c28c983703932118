using System.Globalization;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.Transfer;
using static VfsStorage.App.Locations.SizeText;

namespace VfsStorage.App.Transfers;

/// <summary>Plans and reports as people read them.</summary>
internal static class TransferText
{
    private const int ShownIssues = 20;

    /// <summary>Writes what will be done.</summary>
    public static void WritePlan(Terminal terminal, TransferLeg leg, TransferJob job, TransferPlan plan, TransferEstimate estimate)
    {
        terminal.WriteLine($"{Titled(leg)}{job.Source} → {job.Destination}");
        terminal.WriteLine($"  to copy    {Count(plan.Files, "file")}, {Bytes(plan.Bytes)}{And(plan.Links, "link")}; {Count(plan.Directories)} {(plan.Directories == 1 ? "directory" : "directories")}");
        terminal.WriteLine($"  there      {Count(plan.Equal)} already, the same");
        if (plan.Extra > 0)
            terminal.WriteLine($"  to delete  {Count(plan.Extra)} at the destination that the source does not have");
        if (leg.Options.DeleteSource)
            terminal.WriteLine("  to delete  each source file, once its copy is proven");
        if (plan.Requests.Total > 0 && !plan.IsEmpty)
        {
            terminal.WriteLine($"  requests   {Requests(plan.Requests)}");
            terminal.WriteLine($"  estimate   {Duration(estimate.Duration)}, {Money(estimate.Price)} once{(estimate.MonthlyPrice > 0 ? $", {Money(estimate.MonthlyPrice)} a month" : "")}");
        }

        WriteIssues(terminal, plan.Issues, "cannot be copied");
    }

    /// <summary>Writes what was done.</summary>
    public static void WriteReport(Terminal terminal, TransferLeg leg, TransferPlan plan, TransferReport report)
    {
        terminal.WriteLine(
            $"{Titled(leg)}Copied {Count(report.Copied, "file")}, {Bytes(report.CopiedBytes)} in {Duration(report.Duration)} ({Rate(report.CopiedBytes, report.Duration)}); "
            + $"{Count(report.Equal)} equal, {Count(report.Deleted)} deleted there, {Count(report.Retired)} {(leg.Options.ArchiveSource is null ? "deleted here" : "archived")}, {Count(report.Failed.Count)} failed.");
        // What the plan has told already is not told again.
        WriteIssues(terminal, [.. report.Failed.Except(plan.Issues)], "not copied");
    }

    private static void WriteIssues(Terminal terminal, IReadOnlyList<TransferIssue> issues, string what)
    {
        foreach (var issue in issues.Take(ShownIssues))
            terminal.WriteError($"{what}: {Printable.Of(issue.Path)}: {issue.Reason}");
        if (issues.Count > ShownIssues)
            terminal.WriteError($"{what}: {Count(issues.Count - ShownIssues)} more; the JSON report (--report <file>) has all");
    }

    private static string Titled(TransferLeg leg) => leg.Title.Length == 0 ? "" : leg.Title + ": ";

    private static string And(long count, string noun) => count == 0 ? "" : $", {Count(count, noun)}";

    private static string Requests(TransferRequests requests) => string.Join(", ", new[]
    {
        (requests.Put, "PUT"), (requests.Post, "POST"), (requests.UploadPart, "part"), (requests.Copy, "COPY"),
        (requests.Get, "GET"), (requests.Head, "HEAD"), (requests.List, "LIST"), (requests.Delete, "DELETE"),
    }.Where(kind => kind.Item1 > 0).Select(kind => $"{Count(kind.Item1)} {kind.Item2}"));

    private static string Money(decimal amount) => "$" + amount.ToString(amount < 0.01m ? "0.0000" : "0.00", CultureInfo.InvariantCulture);
}
