using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Reviewing;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Processing;

/// <summary>Checks claims against the public sources: search, evaluate, review, conclude, keep the version.</summary>
public sealed class ClaimProcessor : IClaimProcessor, IClaimChecker, IDisposable
{
    private const string SkippedExplanation = "Skipped per configuration.";
    private const string SkippedStatus = "Skipped per configuration";

    private readonly bool _masksReports;
    private readonly TimeProvider _time;
    private readonly Marshaller _marshaller;
    private readonly OrganizationIndex _organizations;
    private readonly ClaimSearch _search;
    private readonly ReportVersions _versions;

    /// <summary>Creates the processor.</summary>
    /// <param name="workspace">Where the cache is.</param>
    /// <param name="source">Who answers the agents' questions.</param>
    public ClaimProcessor(ClaimsWorkspace workspace, IAgentSource source)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(source);
        _masksReports = workspace.MasksReports;
        _time = workspace.Time;
        _marshaller = new Marshaller(workspace, source);
        _organizations = new OrganizationIndex(workspace);
        _search = new ClaimSearch(_organizations);
        _versions = new ReportVersions(workspace);
    }

    /// <inheritdoc/>
    public async Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default)
    {
        var (report, names) = await RunAsync(claim, reviews, cancellationToken);
        await _versions.SaveAsync(report, claim.EmployeeNumber, names);
        return report;
    }

    /// <inheritdoc/>
    public async Task<ComplianceReport> CheckAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default) =>
        (await RunAsync(claim, reviews, cancellationToken)).Report;

    /// <summary>Frees what the processor holds; the file system is not its own.</summary>
    public void Dispose()
    {
        _organizations.Dispose();
        _marshaller.Dispose();
    }

    /// <summary>The report, and the names in the employee's folder as far as they can be relied on.</summary>
    private async Task<(ComplianceReport Report, IReadOnlyList<string>? Names)> RunAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var skipReasons = ClaimValidation.SkipReasons(claim);
        var (report, names) = skipReasons.Count > 0
            ? (ReportBuilder.Skipped(claim, skipReasons), null)
            : await SearchAndEvaluateAsync(claim, reviews, cancellationToken);
        return (_masksReports ? report : report with { Claim = claim.Fields }, names);
    }

    private async Task<(ComplianceReport Report, IReadOnlyList<string>? Names)> SearchAndEvaluateAsync(
        Claim claim, Reviews reviews, CancellationToken cancellationToken)
    {
        var session = _marshaller.Open(claim.EmployeeNumber);
        try
        {
            var search = await _search.SearchAsync(claim, session, cancellationToken);
            var report = search.Individual is null
                ? ReportBuilder.NotFound(claim, search)
                : await EvaluateAsync(claim, search, reviews, session, cancellationToken);
            // A listing that another claim began with may be older than versions kept since.
            var names = session.IsFirst ? session.Folder.Names() : null;
            // Asking takes long enough for somebody else to keep a version of the same id; the first one of all is noticed when it is made.
            return (report, session.HasFetched && names is not null && ReportVersions.AreAny(names, claim.ReferenceId) ? null : names);
        }
        finally
        {
            await session.EndAsync();
        }
    }

    private async Task<ComplianceReport> EvaluateAsync(
        Claim claim, SearchResult search, Reviews reviews, AgentSession session, CancellationToken cancellationToken)
    {
        var (individual, source) = (search.Individual!, search.Source);
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        return ReportBuilder.Conclude(new ComplianceReport
        {
            ReferenceId = claim.ReferenceId,
            Claim = SensitiveData.Mask(claim),
            SearchEvaluation = ReportBuilder.Found(search),
            StatusEvaluation = StatusCheck.Evaluate(individual, source),
            NameEvaluation = NameCheck.Evaluate(claim, individual, source),
            LicenseEvaluation = LicenseCheck.Evaluate(claim, individual, source),
            ExamEvaluation = ExamCheck.Evaluate(claim, individual, source),
            EmploymentEvaluation = EmploymentCheck.Evaluate(individual, source, today),
            DisclosureReview = DisclosureCheck.Evaluate(individual, source),
            DisciplinaryEvaluation = reviews.HasFlag(Reviews.Disciplinary)
                ? await DisciplinaryReview.ReviewAsync(claim, session, cancellationToken)
                : ReviewSections.NotReviewed(DisciplinaryReview.SkippedSource, SkippedExplanation, SkippedStatus),
            ArbitrationReview = reviews.HasFlag(Reviews.Arbitration)
                ? await ArbitrationReview.ReviewAsync(claim, search, session, cancellationToken)
                : ReviewSections.NotReviewed(ArbitrationReview.SkippedSource, SkippedExplanation, SkippedStatus),
            RegulatoryEvaluation = reviews.HasFlag(Reviews.Regulatory)
                ? await RegulatoryReview.ReviewAsync(claim, session, cancellationToken)
                : ReviewSections.NotReviewed(RegulatoryReview.SkippedSource, SkippedExplanation, SkippedStatus),
            FinalEvaluation = ReportBuilder.NoConclusion,
        });
    }
}
