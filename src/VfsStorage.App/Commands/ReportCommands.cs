using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.Claims.Analytics;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs cache latest</c> and <c>vfs cache report</c>: the kept reports, one by one and summed up.</summary>
internal static class ReportCommands
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Argument<string> _employee = new("employee") { Description = "The employee number." };

    private static readonly Argument<string?> _employeeOrAll = new("employee")
    {
        Description = "Only this employee number. Default: all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> _reference = new("--reference") { Description = "The newest report of this reference id.", HelpName = "id" };

    /// <summary>Creates <c>latest</c>.</summary>
    public static Command Latest(CommandHost host) => CacheCommand.Subcommand(
        host,
        new Command("latest", "Print the newest report about an employee.") { _employee, _reference, FileCommand.Json },
        LatestAsync);

    /// <summary>Creates <c>report</c> with its subcommands.</summary>
    public static Command Create(CommandHost host) => new("report", "List and sum up the reports.")
    {
        Paged(host, "list", "List all report versions.", (run, _) =>
        {
            run.Pages.Print(new ReportCatalog(run.Workspace).List(CacheCommand.PageOf(run.Parsed), run.Parsed.GetValue(_employeeOrAll)));
            return Task.FromResult(ExitCode.Success);
        }),
        Paged(host, "summary", "Sum up the newest version of each report; with one report, its sections.", async (run, cancellationToken) =>
        {
            run.Pages.Print(await new ComplianceAnalytics(run.Workspace).SummariseAsync(
                CacheCommand.PageOf(run.Parsed), run.Parsed.GetValue(_employeeOrAll), cancellationToken));
            return ExitCode.Success;
        }),
        Text(host, "taxonomy", "Print the properties that reports have.", (analytics, token) => analytics.DescribeTaxonomyAsync(token)),
        Text(host, "risk-dashboard", "Count reports by risk, and the most frequent alerts.", (analytics, token) => analytics.DescribeRisksAsync(token)),
        Text(host, "data-quality", "Count the claims that lack values.", (analytics, token) => analytics.DescribeDataQualityAsync(token)),
    };

    private static async Task<ExitCode> LatestAsync(CacheCommandRun run, CancellationToken cancellationToken)
    {
        var (employee, reference) = (run.Parsed.GetValue(_employee)!, run.Parsed.GetValue(_reference));
        var catalog = new ReportCatalog(run.Workspace);
        var found = reference is null
            ? await catalog.FindLatestAsync(employee, cancellationToken)
            : await catalog.FindByReferenceAsync(employee, reference, cancellationToken);
        if (found is null)
        {
            throw new UsageException(reference is null
                ? $"There is no report about the employee '{employee}'."
                : $"There is no report of the reference id '{reference}' about the employee '{employee}'.");
        }

        if (found.Content is null)
            throw new UsageException($"{found.Report.FileName} cannot be read as a report.");
        run.Terminal.WriteLine(run.IsJson
            ? JsonLine.Of(new { found.Report.EmployeeNumber, found.Report.ReferenceId, found.Report.Version, found.Report.Date, found.Report.FileName, Report = found.Content })
            : found.Content.ToJsonString(_indented));
        return ExitCode.Success;
    }

    private static Command Paged(
        CommandHost host, string name, string description, Func<CacheCommandRun, CancellationToken, Task<ExitCode>> body)
    {
        var command = new Command(name, description) { _employeeOrAll, FileCommand.Json };
        foreach (var option in CacheCommand.PageOptions)
            command.Options.Add(option);
        return CacheCommand.Subcommand(host, command, body);
    }

    private static Command Text(
        CommandHost host, string name, string description, Func<ComplianceAnalytics, CancellationToken, Task<string>> describe) =>
        CacheCommand.Subcommand(host, new Command(name, description), async (run, cancellationToken) =>
        {
            await run.Terminal.Out.WriteAsync(await describe(new ComplianceAnalytics(run.Workspace), cancellationToken));
            return ExitCode.Success;
        });
}
