using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Analytics;

/// <summary>Sums up the newest version of every kept report.</summary>
public sealed class ComplianceAnalytics
{
    private readonly ReportCatalog _reports;

    /// <summary>Creates the analytics.</summary>
    /// <param name="workspace">Whose cache holds the reports.</param>
    public ComplianceAnalytics(ClaimsWorkspace workspace) => _reports = new ReportCatalog(workspace);

    /// <summary>The reports in lines, by employee and reference id.</summary>
    /// <param name="page">Which page; only its reports are read.</param>
    /// <param name="employee">Only this employee; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public async Task<Page<ComplianceSummary>> SummariseAsync(
        PageRequest page, string? employee = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var reports = page.Of(_reports.Newest(employee));
        var summaries = new List<ComplianceSummary>();
        await foreach (var document in _reports.ReadAsync(reports.Items, cancellationToken))
            summaries.Add(ReportFields.Summarise(document));
        return new Page<ComplianceSummary>(summaries, reports.Pagination);
    }

    /// <summary>The properties that reports have, as a tree with types and counts.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<string> DescribeTaxonomyAsync(CancellationToken cancellationToken = default) =>
        DescribeAsync(new Taxonomy(), cancellationToken);

    /// <summary>How many reports have which risk, and the five most frequent alerts.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<string> DescribeRisksAsync(CancellationToken cancellationToken = default) =>
        DescribeAsync(new RiskDashboard(), cancellationToken);

    /// <summary>How many claims lack which values.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<string> DescribeDataQualityAsync(CancellationToken cancellationToken = default) =>
        DescribeAsync(new DataQuality(), cancellationToken);

    private async Task<string> DescribeAsync(IReportDigest digest, CancellationToken cancellationToken)
    {
        await foreach (var document in _reports.ReadAsync(_reports.Newest(null), cancellationToken))
            digest.Add(document.Content);
        return digest.ToText();
    }
}
