using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Fails if exams of the claim's licence type are missing: broker Series 7 and (63 or 66), investment adviser 65 or 66.</summary>
internal static partial class ExamCheck
{
    public static SectionEvaluation Evaluate(Claim claim, Individual individual, string source)
    {
        var licenseType = claim[ClaimColumns.LicenseType];
        var required = LicenseTypeReader.Read(licenseType);
        if (required == LicenseTypes.None)
            return Sections.Passed(source, "No licence type is asked for that needs exams.");

        var series = individual.Exams.Select(Series).OfType<int>().ToHashSet();
        var missing = new List<string>();
        if (required.HasFlag(LicenseTypes.Broker))
        {
            if (!series.Contains(7))
                missing.Add("Series 7");
            if (!series.Contains(63) && !series.Contains(66))
                missing.Add("Series 63 or Series 66");
        }

        if (required.HasFlag(LicenseTypes.Adviser) && !series.Contains(65) && !series.Contains(66))
            missing.Add("Series 65 or Series 66");
        if (missing.Count == 0)
            return Sections.Passed(source, $"All exams of licence type '{licenseType}' are passed.");

        var explanation = $"Licence type '{licenseType}' also needs {string.Join(" and ", missing)}.";
        return Sections.Failed(source, explanation, new Alert
        {
            AlertType = AlertTypes.ExamRequirement,
            AlertCategory = AlertTypes.Exam,
            Severity = AlertSeverity.Medium,
            Metadata = new JsonObject
            {
                ["license_type"] = licenseType,
                ["missing_exams"] = new JsonArray([.. missing.Select(exam => JsonValue.Create(exam))]),
                ["passed_exams"] = new JsonArray([.. individual.Exams.Select(exam => JsonValue.Create(exam))]),
            },
            Description = explanation,
        });
    }

    private static int? Series(string exam)
    {
        var match = SeriesPattern().Match(exam);
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    // "Series 7TO" is what Series 7 is called since 2018.
    [GeneratedRegex(@"^\s*(?:Series\s*)?(\d{1,3})(?:TO)?\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SeriesPattern();
}
