using System.Globalization;
using System.Text.RegularExpressions;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Reports;

/// <summary>The name of a kept report version: <c>ComplianceReportAgent_&lt;reference id&gt;_v&lt;n&gt;_&lt;YYYYMMDD&gt;.json</c>.</summary>
/// <param name="EncodedReferenceId">The reference id as it stands in the name.</param>
/// <param name="Version">From 1; grows over all days.</param>
/// <param name="Date">The day it was written, UTC.</param>
internal readonly partial record struct ReportFileName(string EncodedReferenceId, int Version, DateOnly Date)
{
    public const string Agent = "ComplianceReportAgent";

    /// <summary>The reference id as file names carry it.</summary>
    public static string Encode(string referenceId) => SafeName.Unique(referenceId);

    /// <summary>What all names start with.</summary>
    public const string Prefix = Agent + "_";

    /// <summary>Reads a name from the right, because reference ids may contain <c>_v2_</c>.</summary>
    public static ReportFileName? TryParse(string fileName)
    {
        var match = Pattern().Match(fileName);
        return match.Success
            && int.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && DateOnly.TryParseExact(match.Groups["date"].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new ReportFileName(match.Groups["reference"].Value, version, date)
            : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{EncodedReferenceId}_v{Version}_{Date:yyyyMMdd}.json");

    [GeneratedRegex(@"^ComplianceReportAgent_(?<reference>.+)_v(?<version>\d{1,9})_(?<date>\d{8})\.json$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
