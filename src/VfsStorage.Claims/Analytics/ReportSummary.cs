namespace VfsStorage.Claims.Analytics;

/// <summary>A report in a line.</summary>
/// <param name="EmployeeNumber">Whose.</param>
/// <param name="ReferenceId">The claim's reference id.</param>
/// <param name="FileName">The newest version's file.</param>
public sealed record ReportSummary(string EmployeeNumber, string ReferenceId, string FileName)
{
    /// <summary>The overall result; <see langword="null"/> if the report cannot be read.</summary>
    public bool? OverallCompliance { get; init; }

    /// <summary><c>Low</c>, <c>Medium</c>, <c>High</c>, or <c>Unknown</c> if the report does not say.</summary>
    public string RiskLevel { get; init; } = ReportFields.UnknownRisk;

    /// <summary>How many alerts the conclusion has.</summary>
    public int AlertCount { get; init; }
}
