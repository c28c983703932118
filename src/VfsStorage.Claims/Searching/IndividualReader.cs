using System.Globalization;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Searching;

/// <summary>Brings the records of SEC IAPD and FINRA BrokerCheck into one form.</summary>
internal static class IndividualReader
{
    private static readonly string[] _examCategories = ["stateExamCategory", "principalExamCategory", "productExamCategory"];
    private static readonly string[] _current = ["currentEmployments", "currentIAEmployments"];
    private static readonly string[] _previous = ["previousEmployments", "previousIAEmployments"];
    private static readonly string[] _dateFormats = ["M/d/yyyy", "yyyy-MM-dd"];

    /// <summary>The individual of a basic record and, if there is one, its detailed record.</summary>
    public static Individual Read(JsonObject basic, JsonObject? detail)
    {
        var information = detail?["basicInformation"] as JsonObject;
        string Part(string basicName, string detailName) => FirstText(basic[basicName], information?[detailName]);
        var parts = new[]
        {
            Part("ind_firstname", "firstName"), Part("ind_middlename", "middleName"),
            Part("ind_lastname", "lastName"), Part("ind_namesuffix", "nameSuffix"),
        };
        return new Individual
        {
            FetchedName = string.Join(' ', parts.Where(part => part.Length > 0)).ToUpperInvariant(),
            Name = PersonName.FromParts(parts[0], parts[1], parts[2], parts[3]),
            OtherNames = [.. Texts(basic["ind_other_names"]).Concat(Texts(information?["otherNames"])).Distinct(StringComparer.OrdinalIgnoreCase)],
            BrokerScope = Part("ind_bc_scope", "bcScope"),
            AdviserScope = Part("ind_ia_scope", "iaScope"),
            Disclosures = Objects(detail?["disclosures"]),
            Arbitrations = Objects(detail?["arbitrations"]),
            Exams = [.. _examCategories.SelectMany(category => Objects(detail?[category])).Select(exam => Text(exam["examCategory"]))],
            Employments =
            [
                .. _current.SelectMany(list => Objects(detail?[list])).Select(employment => ReadEmployment(employment, isCurrent: true)),
                .. _previous.SelectMany(list => Objects(detail?[list])).Select(employment => ReadEmployment(employment, isCurrent: false)),
            ],
            CrdNumber = Part("ind_source_id", "individualId"),
        };
    }

    /// <summary>A value as trimmed text, whatever JSON type the service used.</summary>
    public static string Text(JsonNode? node) => node is JsonValue value ? value.ToString().Trim() : "";

    private static Employment ReadEmployment(JsonObject employment, bool isCurrent) =>
        new(Text(employment["firmName"]), Date(employment["registrationEndDate"]), isCurrent);

    private static DateOnly? Date(JsonNode? node) =>
        DateOnly.TryParseExact(Text(node), _dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string FirstText(params ReadOnlySpan<JsonNode?> nodes)
    {
        foreach (var node in nodes)
        {
            if (Text(node) is { Length: > 0 } text)
                return text;
        }

        return "";
    }

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node is JsonArray list ? list.Select(Text).Where(text => text.Length > 0) : [];

    private static IReadOnlyList<JsonObject> Objects(JsonNode? node) => node is JsonArray list ? [.. list.OfType<JsonObject>()] : [];
}
