using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Analytics;

/// <summary>Counts reports by risk, and their alerts by type.</summary>
internal sealed class RiskDashboard : IReportDigest
{
    private const int TopAlerts = 5;

    private readonly Dictionary<string, int> _reportsByRisk = ReportFields.RiskLevels.ToDictionary(level => level, _ => 0);
    private readonly Dictionary<string, int> _alertsByType = new(StringComparer.Ordinal);

    public void Add(JsonObject? report)
    {
        _reportsByRisk[ReportFields.RiskLevel(report)]++;
        foreach (var alert in ReportFields.Alerts(ReportFields.Final(report)))
        {
            var type = ReportFields.Text(alert["alert_type"]);
            _alertsByType[type] = _alertsByType.GetValueOrDefault(type) + 1;
        }
    }

    public string ToText()
    {
        var text = new StringBuilder("Risk dashboard\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Reports: {_reportsByRisk.Values.Sum()}\n");
        foreach (var level in ReportFields.RiskLevels)
            text.Append(CultureInfo.InvariantCulture, $"  {level}: {_reportsByRisk[level]}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nTop {TopAlerts} alerts\n");
        var top = _alertsByType.OrderByDescending(alert => alert.Value).ThenBy(alert => alert.Key, StringComparer.Ordinal).Take(TopAlerts);
        foreach (var (type, count) in top)
            text.Append(CultureInfo.InvariantCulture, $"  {type}: {count}\n");
        return text.ToString();
    }
}
