namespace VfsStorage.Claims.Analytics;

/// <summary>A section of a report in a line.</summary>
/// <param name="Subsection">The section's property, such as <c>status_evaluation</c>.</param>
/// <param name="Compliance">Its result.</param>
/// <param name="AlertCount">How many alerts it has.</param>
/// <param name="Explanation">Its explanation.</param>
public sealed record SubsectionSummary(string Subsection, bool? Compliance, int AlertCount, string Explanation);
