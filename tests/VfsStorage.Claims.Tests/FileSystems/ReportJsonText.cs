using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>Short ways to look into a report.</summary>
public static class ReportJsonText
{
    /// <summary>A section's alerts as <c>SEVERITY type (category)</c>.</summary>
    public static string[] Alerts(this JsonNode section) =>
        [.. section["alerts"]!.AsArray().Select(alert => $"{alert!["severity"]} {alert["alert_type"]} ({alert["alert_category"]})")];

    public static string[] Keys(this JsonNode node) => [.. node.AsObject().Select(property => property.Key)];
}
