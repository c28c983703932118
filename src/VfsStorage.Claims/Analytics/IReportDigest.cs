using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Analytics;

/// <summary>Sums up reports one by one, in memory that does not grow with their number.</summary>
internal interface IReportDigest
{
    /// <summary>Adds a report; <see langword="null"/> for one that cannot be read.</summary>
    void Add(JsonObject? report);

    /// <summary>The result as plain text, lines ended by <c>\n</c>.</summary>
    string ToText();
}
