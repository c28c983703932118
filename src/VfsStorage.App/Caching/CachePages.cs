using System.Globalization;
using Spectre.Console;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.Claims.Analytics;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Caching;

/// <summary>Prints pages of what the cache holds, as a table or as one line of JSON.</summary>
internal sealed class CachePages(Terminal terminal, bool isJson)
{
    /// <summary>Cached answers, a line for each service.</summary>
    public void Print(Page<CachedEmployee> page)
    {
        if (PrintJson(page))
            return;
        var table = NewTable("Employee", "Agent", "Service", "Cached on", "Files");
        foreach (var employee in page.Items)
        {
            var services = employee.Agents.SelectMany(agent => agent.Services.Select(service => (agent.Agent, Service: service))).ToList();
            foreach (var (agent, service) in services)
                Add(table, employee.EmployeeNumber, agent, service.Service, Day(service.CachedOn), Number(service.Files.Count));
            if (employee.Reports.Count > 0 || services.Count == 0)
                Add(table, employee.EmployeeNumber, "(reports)", "", "", Number(employee.Reports.Count));
        }

        Print(table, page.Pagination, "employee");
    }

    /// <summary>Kept report versions.</summary>
    public void Print(Page<KeptReport> page)
    {
        if (PrintJson(page))
            return;
        var table = NewTable("Employee", "Reference id", "Version", "Date", "File");
        foreach (var report in page.Items)
            Add(table, report.EmployeeNumber, report.ReferenceId, Number(report.Version), Day(report.Date), report.FileName);
        Print(table, page.Pagination, "report version");
    }

    /// <summary>Reports in a line each, and with their sections where there is one report only.</summary>
    public void Print(Page<ComplianceSummary> page)
    {
        if (PrintJson(page))
            return;
        var table = NewTable("Employee", "Reference id", "Compliant", "Risk", "Alerts", "File");
        foreach (var report in page.Items.Select(summary => summary.Report))
            Add(table, report.EmployeeNumber, report.ReferenceId, Answer(report.OverallCompliance), report.RiskLevel, Number(report.AlertCount), report.FileName);
        Print(table, page.Pagination, "report");
        if (page.Items is not [var only])
            return;
        var sections = NewTable("Section", "Compliant", "Alerts", "Explanation");
        foreach (var section in only.Subsections)
            Add(sections, section.Subsection, Answer(section.Compliance), Number(section.AlertCount), section.Explanation);
        terminal.Console.Write(sections);
    }

    private bool PrintJson<T>(Page<T> page)
    {
        if (isJson)
            terminal.WriteLine(JsonLine.Of(page));
        return isJson;
    }

    private void Print(Table table, Pagination pagination, string noun)
    {
        if (table.Rows.Count > 0)
            terminal.Console.Write(table);
        terminal.WriteLine(pagination.TotalItems == 0
            ? $"There is no {noun} in the cache."
            : $"Page {pagination.CurrentPage} of {pagination.TotalPages}, {SizeText.Count(pagination.TotalItems, noun)}.");
    }

    private static Table NewTable(params string[] headings)
    {
        var table = new Table().Border(TableBorder.Ascii2);
        foreach (var heading in headings)
            table.AddColumn(heading);
        return table;
    }

    private static void Add(Table table, params string[] values) =>
        table.AddRow([.. values.Select(value => Markup.Escape(Printable.Of(value)))]);

    private static string Answer(bool? compliant) => compliant switch
    {
        true => "yes",
        false => "no",
        null => "unknown",
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
