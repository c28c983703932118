using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Analytics;

/// <summary>Counts the claims that have a value in the columns that matter.</summary>
internal sealed class DataQuality : IReportDigest
{
    private static readonly string[] _columns =
        ["organization_name", "crd_number", "individual_name", "address_line1", "city", "state", "zip"];

    private readonly Dictionary<string, int> _filled = _columns.ToDictionary(column => column, _ => 0);
    private int _claims;

    public void Add(JsonObject? report)
    {
        if (report?["claim"] is not JsonObject claim)
            return;
        _claims++;
        foreach (var column in _columns.Where(column => !string.IsNullOrWhiteSpace(ReportFields.Text(claim[column]))))
            _filled[column]++;
    }

    public string ToText()
    {
        var text = new StringBuilder("Data quality\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Claims: {_claims}\n");
        foreach (var column in _columns)
        {
            var percent = _claims == 0 ? 0 : 100d * _filled[column] / _claims;
            text.Append(CultureInfo.InvariantCulture, $"  {column}: {_filled[column]} filled ({percent:F1}%), {_claims - _filled[column]} missing\n");
        }

        return text.ToString();
    }
}
