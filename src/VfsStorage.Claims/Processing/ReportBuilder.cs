using System.Text.Json.Nodes;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Reviewing;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Processing;

/// <summary>Puts sections together to a report, and makes the reports of claims that could not be checked.</summary>
internal static class ReportBuilder
{
    private const string NotPerformed = "Not performed";

    /// <summary>The report of a claim that lacks values: every section is compliant, but the search is not.</summary>
    public static ComplianceReport Skipped(Claim claim, IReadOnlyList<string> reasons)
    {
        var explanation = $"The claim was not checked: {string.Join(", ", reasons)}.";
        var search = new SearchEvaluation
        {
            Source = SourceNames.Validation,
            SearchStrategy = Strategies.None,
            CrdNumber = OrNull(claim[ClaimColumns.CrdNumber]),
            Compliance = false,
            ComplianceExplanation = explanation,
            SkipReasons = reasons,
            Alerts = [SearchAlert(AlertTypes.DueDiligenceNotPerformed, explanation, reasons)],
        };
        return Unchecked(claim, search, isCompliant: true);
    }

    /// <summary>The report of a claim whose individual was not found: what depends on the individual is not compliant.</summary>
    public static ComplianceReport NotFound(Claim claim, SearchResult result)
    {
        var error = result.Error!;
        var alertType = result.SkipReasons.Count > 0 ? AlertTypes.DueDiligenceNotPerformed : AlertTypes.IndividualNotFound;
        var search = new SearchEvaluation
        {
            Source = result.Source,
            SearchStrategy = result.Strategy,
            CrdNumber = OrNull(result.CrdNumber ?? ""),
            Compliance = false,
            ComplianceExplanation = error,
            SkipReasons = result.SkipReasons.Count > 0 ? result.SkipReasons : null,
            Error = error,
            Alerts = [SearchAlert(alertType, error, result.SkipReasons)],
        };
        return Unchecked(claim, search, isCompliant: false);
    }

    /// <summary>The search section of an individual that was found.</summary>
    public static SearchEvaluation Found(SearchResult result) => new()
    {
        Source = result.Source,
        BasicResult = result.BasicResult,
        DetailedResult = result.DetailedResult,
        SearchStrategy = result.Strategy,
        CrdNumber = result.CrdNumber,
        Compliance = true,
        ComplianceExplanation = $"The individual was found by {result.Source}.",
    };

    /// <summary>A complete report: its conclusion follows from its sections.</summary>
    public static ComplianceReport Conclude(ComplianceReport report)
    {
        (string Name, bool Compliance, IReadOnlyList<Alert> Alerts)[] sections =
        [
            ("search", report.SearchEvaluation.Compliance, report.SearchEvaluation.Alerts),
            Section("status", report.StatusEvaluation),
            Section("name", report.NameEvaluation),
            Section("license", report.LicenseEvaluation),
            Section("exams", report.ExamEvaluation),
            Section("employment", report.EmploymentEvaluation),
            Section("disclosures", report.DisclosureReview),
            Section("disciplinary", report.DisciplinaryEvaluation),
            Section("arbitration", report.ArbitrationReview),
            Section("regulatory", report.RegulatoryEvaluation),
        ];
        return report with
        {
            FinalEvaluation = FinalConclusion.Draw(
                [.. sections.Select(section => (section.Name, section.Compliance))], sections.SelectMany(section => section.Alerts)),
        };
    }

    /// <summary>Stands in a report until <see cref="Conclude"/>.</summary>
    public static FinalEvaluation NoConclusion { get; } = FinalConclusion.Draw([], []);

    private static ComplianceReport Unchecked(Claim claim, SearchEvaluation search, bool isCompliant)
    {
        const string passed = "Not evaluated: no individual.";
        const string failed = "Cannot be evaluated: no individual.";
        SectionEvaluation Section(bool compliance) => compliance
            ? Sections.Passed(search.Source, passed)
            : Sections.Failed(search.Source, failed);
        return Conclude(new ComplianceReport
        {
            ReferenceId = claim.ReferenceId,
            Claim = SensitiveData.Mask(claim),
            SearchEvaluation = search,
            StatusEvaluation = Section(isCompliant),
            NameEvaluation = new NameEvaluation
            {
                Source = search.Source,
                Compliance = isCompliant,
                ComplianceExplanation = isCompliant ? passed : failed,
                EvaluationDetails = new NameEvaluationDetails { ExpectedName = claim[ClaimColumns.IndividualName] },
            },
            LicenseEvaluation = Section(isCompliant),
            ExamEvaluation = Section(isCompliant),
            EmploymentEvaluation = Section(true),
            DisclosureReview = Section(true),
            DisciplinaryEvaluation = ReviewSections.NotReviewed(DisciplinaryReview.SkippedSource, passed, NotPerformed),
            ArbitrationReview = ReviewSections.NotReviewed(ArbitrationReview.SkippedSource, passed, NotPerformed),
            RegulatoryEvaluation = ReviewSections.NotReviewed(RegulatoryReview.SkippedSource, passed, NotPerformed),
            FinalEvaluation = NoConclusion,
        });
    }

    private static (string, bool, IReadOnlyList<Alert>) Section(string name, SectionEvaluation section) =>
        (name, section.Compliance, section.Alerts);

    private static Alert SearchAlert(string type, string description, IReadOnlyList<string> reasons) => new()
    {
        AlertType = type,
        AlertCategory = AlertTypes.Search,
        Severity = AlertSeverity.High,
        Metadata = reasons.Count == 0
            ? []
            : new JsonObject { ["skip_reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]) },
        Description = description,
    };

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
