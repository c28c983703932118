namespace VfsStorage.Claims.Analytics;

/// <summary>The newest version of a report in a line of a list.</summary>
/// <param name="EmployeeNumber">Whose.</param>
/// <param name="ReferenceId">The claim's reference id.</param>
/// <param name="Version">The version.</param>
/// <param name="Date">The day it was kept, UTC.</param>
public sealed record ReportLine(string EmployeeNumber, string ReferenceId, int Version, DateOnly Date)
{
    /// <summary>The individual's name, or an empty string.</summary>
    public string IndividualName { get; init; } = "";

    /// <summary>The overall result; <see langword="null"/> if the report cannot be read.</summary>
    public bool? OverallCompliance { get; init; }

    /// <summary><c>Low</c>, <c>Medium</c>, <c>High</c> or <c>Unknown</c>.</summary>
    public string RiskLevel { get; init; } = ReportFields.UnknownRisk;

    /// <summary>The types of the conclusion's alerts.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];
}
