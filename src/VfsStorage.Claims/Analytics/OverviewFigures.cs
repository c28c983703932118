namespace VfsStorage.Claims.Analytics;

/// <summary>What the kept reports say together.</summary>
/// <param name="Reports">How many reports there are.</param>
/// <param name="Counted">How many of them, the newest, are counted below.</param>
public sealed record OverviewFigures(int Reports, int Counted)
{
    /// <summary>How many have which risk, from low to unknown.</summary>
    public required IReadOnlyDictionary<string, int> ByRisk { get; init; }

    /// <summary>How many are compliant.</summary>
    public required int Compliant { get; init; }

    /// <summary>The most frequent alerts.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> TopAlerts { get; init; }

    /// <summary>The newest reports.</summary>
    public required IReadOnlyList<ReportLine> Latest { get; init; }
}
