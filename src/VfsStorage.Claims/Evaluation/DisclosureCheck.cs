using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Fails if the individual has any disclosure; one alert each.</summary>
internal static class DisclosureCheck
{
    public static SectionEvaluation Evaluate(Individual individual, string source)
    {
        if (individual.Disclosures.Count == 0)
            return Sections.Passed(source, "No disclosures.");
        var types = individual.Disclosures.Select(TypeOf).Distinct();
        return Sections.Failed(
            source,
            $"{individual.Disclosures.Count} disclosure(s): {string.Join(", ", types)}.",
            [.. individual.Disclosures.Select(ToAlert)]);
    }

    private static Alert ToAlert(JsonObject disclosure)
    {
        var type = TypeOf(disclosure);
        var date = IndividualReader.Text(disclosure["eventDate"]);
        var resolution = IndividualReader.Text(disclosure["disclosureResolution"]);
        return new Alert
        {
            AlertType = $"{type} Disclosure",
            AlertCategory = AlertTypes.Disclosure,
            Severity = AlertSeverity.High,
            Metadata = new JsonObject { ["type"] = type, ["date"] = date, ["resolution"] = resolution },
            Description = $"{type} disclosure" + (date.Length > 0 ? $" of {date}" : "") + (resolution.Length > 0 ? $": {resolution}." : "."),
        };
    }

    private static string TypeOf(JsonObject disclosure) =>
        IndividualReader.Text(disclosure["disclosureType"]) is { Length: > 0 } type ? type : "Other";
}
