using System.Globalization;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Matching;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Fails if no registered name, primary or other, fits the claim's name.</summary>
internal static class NameCheck
{
    public static NameEvaluation Evaluate(Claim claim, Individual individual, string source)
    {
        var expected = PersonName.Of(claim);
        List<NameMatch> matches =
        [
            new() { FetchedName = individual.FetchedName, Score = NameScore.Compute(expected, individual.Name) },
            .. individual.OtherNames.Select(name => new NameMatch
            {
                FetchedName = name,
                Score = NameScore.Compute(expected, PersonName.Parse(name)),
            }),
        ];
        var best = matches.MaxBy(match => match.Score)!;
        var score = best.Score.ToString("0.##", CultureInfo.InvariantCulture);
        var passed = best.Score >= NameScore.Match;
        var explanation = passed
            ? $"The registered name '{best.FetchedName}' fits the claim (score {score})."
            : $"No registered name fits the claim: the best is '{best.FetchedName}' (score {score}).";
        var evaluation = new NameEvaluation
        {
            Source = source,
            Compliance = passed,
            ComplianceExplanation = explanation,
            EvaluationDetails = new NameEvaluationDetails
            {
                ExpectedName = claim[ClaimColumns.IndividualName],
                BestMatch = best,
                AllMatches = matches,
            },
        };
        return passed ? evaluation : evaluation with { Alerts = [Mismatch(claim, best, explanation)] };
    }

    private static Alert Mismatch(Claim claim, NameMatch best, string explanation) => new()
    {
        AlertType = AlertTypes.NameMismatch,
        AlertCategory = AlertTypes.Status,
        Severity = AlertSeverity.Medium,
        Metadata = new JsonObject
        {
            ["expected_name"] = claim[ClaimColumns.IndividualName],
            ["fetched_name"] = best.FetchedName,
            ["score"] = best.Score,
        },
        Description = explanation,
    };
}
