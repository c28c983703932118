using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Analytics;

/// <summary>
/// Sums up the kept reports for people who look again and again: a version never changes, so each is read once and remembered in a
/// few bytes. Of many reports the newest are counted.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle as long as nobody asks for one.")]
public sealed class ComplianceOverview
{
    /// <summary>How many reports are counted at the most.</summary>
    public const int MaxCounted = 2000;

    private const int TopAlerts = 8;

    private readonly ReportCatalog _reports;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Dictionary<string, ReportLine> _known = new(StringComparer.Ordinal);

    /// <summary>Creates the overview.</summary>
    /// <param name="workspace">Whose cache holds the reports.</param>
    public ComplianceOverview(ClaimsWorkspace workspace) => _reports = new ReportCatalog(workspace);

    /// <summary>The figures as they are now.</summary>
    /// <param name="latest">How many of the newest reports to name.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public async Task<OverviewFigures> ReadAsync(int latest, CancellationToken cancellationToken = default)
    {
        var (reports, lines) = await LinesAsync(null, cancellationToken);
        var alerts = lines.SelectMany(line => line.Alerts).CountBy(type => type)
            .OrderByDescending(alert => alert.Value).ThenBy(alert => alert.Key, StringComparer.Ordinal);
        return new OverviewFigures(reports, lines.Count)
        {
            ByRisk = ReportFields.RiskLevels.ToDictionary(level => level, level => lines.Count(line => line.RiskLevel == level)),
            Compliant = lines.Count(line => line.OverallCompliance == true),
            TopAlerts = [.. alerts.Take(TopAlerts)],
            Latest = [.. lines.Take(latest)],
        };
    }

    /// <summary>The newest reports in lines.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="employee">Only this employee; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public async Task<Page<ReportLine>> ListAsync(PageRequest page, string? employee = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Of((await LinesAsync(employee, cancellationToken)).Lines);
    }

    private async Task<(int Reports, IReadOnlyList<ReportLine> Lines)> LinesAsync(string? employee, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var newest = _reports.Newest(employee);
            List<KeptReport> counted =
            [
                .. newest.OrderByDescending(report => report.Date).ThenByDescending(report => report.Version)
                    .ThenBy(report => report.EmployeeNumber, StringComparer.Ordinal).ThenBy(report => report.ReferenceId, StringComparer.Ordinal)
                    .Take(MaxCounted),
            ];
            var known = employee is null ? new Dictionary<string, ReportLine>(StringComparer.Ordinal) : _known;
            foreach (var report in counted.Where(report => _known.ContainsKey(report.Path)))
                known[report.Path] = _known[report.Path];
            await foreach (var document in _reports.ReadAsync(counted.Where(report => !known.ContainsKey(report.Path)), cancellationToken))
                known[document.Report.Path] = LineOf(document);
            _known = known;
            return (newest.Count, [.. counted.Select(report => known[report.Path])]);
        }
        finally
        {
            _reading.Release();
        }
    }

    private static ReportLine LineOf(ReportDocument document)
    {
        var (report, content) = document;
        var final = ReportFields.Final(content);
        return new ReportLine(report.EmployeeNumber, report.ReferenceId, report.Version, report.Date)
        {
            IndividualName = ReportFields.Text((content?["claim"] as JsonObject)?["individual_name"]),
            OverallCompliance = ReportFields.Bool(final?["overall_compliance"]),
            RiskLevel = ReportFields.RiskLevel(content),
            Alerts = [.. ReportFields.Alerts(final).Select(alert => ReportFields.Text(alert["alert_type"]))],
        };
    }
}
