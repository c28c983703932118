using System.Text.Json.Nodes;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Matching;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Evaluation;

public sealed class ChecksTests
{
    private static readonly DateOnly _today = new(2025, 3, 9);

    [TestCase("Active", "Active", ExpectedResult = "")]
    [TestCase("Active", "NotInScope", ExpectedResult = "")]
    [TestCase("", "", ExpectedResult = "")]
    [TestCase("InActive", "Active", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    [TestCase("Active", "INACTIVE", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    [TestCase("temp_wd", "", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    [TestCase("", "Pending", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    [TestCase("T_NOREG", "", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    [TestCase("", "TempReg", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    [TestCase("restricted", "", ExpectedResult = "HIGH Registration Status (REGISTRATION)")]
    public string Status_EitherScope_Fails(string broker, string adviser) =>
        Outcome(StatusCheck.Evaluate(Person(broker, adviser), "S"));

    [TestCase("", "Active", "NotInScope", ExpectedResult = true)]
    [TestCase("", "NotInScope", "Active", ExpectedResult = true)]
    [TestCase("", "NotInScope", "NotInScope", ExpectedResult = false)]
    [TestCase("B", "Active", "NotInScope", ExpectedResult = true)]
    [TestCase("B", "Active", "Active", ExpectedResult = false)]
    [TestCase("B", "NotInScope", "NotInScope", ExpectedResult = false)]
    [TestCase("IA", "NotInScope", "Active", ExpectedResult = true)]
    [TestCase("IA", "Active", "Active", ExpectedResult = false)]
    [TestCase("B IA", "Active", "Active", ExpectedResult = true)]
    [TestCase("BIA", "Active", "Active", ExpectedResult = true)]
    [TestCase("b/ia", "Active", "Active", ExpectedResult = true)]
    [TestCase("Broker", "Active", "NotInScope", ExpectedResult = true)]
    [TestCase("Investment Adviser", "NotInScope", "Active", ExpectedResult = true)]
    [TestCase("Financial", "NotInScope", "Active", ExpectedResult = false)]
    [TestCase("CPA", "NotInScope", "NotInScope", ExpectedResult = false)]
    public bool License_LettersMustEqualActiveScopes(string licenseType, string broker, string adviser)
    {
        var section = LicenseCheck.Evaluate(Claim(licenseType), Person(broker, adviser), "S");
        Assert.That(section.Compliance || Outcome(section) == "HIGH License Compliance (LICENSE)", Is.True);
        return section.Compliance;
    }

    [TestCase("B", "7 63", ExpectedResult = "")]
    [TestCase("B", "7 66", ExpectedResult = "")]
    [TestCase("Broker", "7TO 63", ExpectedResult = "")]
    [TestCase("B", "63 66", ExpectedResult = "Series 7")]
    [TestCase("B", "7 65", ExpectedResult = "Series 63 or Series 66")]
    [TestCase("B", "", ExpectedResult = "Series 7,Series 63 or Series 66")]
    [TestCase("B", "77 163", ExpectedResult = "Series 7,Series 63 or Series 66")]
    [TestCase("IA", "65", ExpectedResult = "")]
    [TestCase("IA", "66", ExpectedResult = "")]
    [TestCase("IA", "7 63", ExpectedResult = "Series 65 or Series 66")]
    [TestCase("B IA", "7 66", ExpectedResult = "")]
    [TestCase("B IA", "7 63", ExpectedResult = "Series 65 or Series 66")]
    [TestCase("", "", ExpectedResult = "")]
    public string Exams_OfTheLicenseType_AreRequired(string licenseType, string series)
    {
        var exams = series.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(exam => $"Series {exam}").ToList();
        var section = ExamCheck.Evaluate(Claim(licenseType), Person("Active", "Active") with { Exams = exams }, "S");
        if (section.Compliance)
            return "";
        Assert.That(Outcome(section), Is.EqualTo("MEDIUM Exam Requirement (EXAM)"));
        return string.Join(',', section.Alerts[0].Metadata["missing_exams"]!.AsArray());
    }

    [TestCase("", ExpectedResult = "HIGH No Employment History (EMPLOYMENT)")]
    [TestCase("current", ExpectedResult = "")]
    [TestCase("2025-03-08", ExpectedResult = "MEDIUM Expired Employment (EMPLOYMENT)")]
    [TestCase("2025-03-09", ExpectedResult = "", Description = "the last day is still employed")]
    [TestCase("previous", ExpectedResult = "MEDIUM Expired Employment (EMPLOYMENT)")]
    [TestCase("2020-01-01 current", ExpectedResult = "")]
    public string Employment_MustNotHaveEnded(string employments)
    {
        var list = employments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text switch
        {
            "current" => new Employment("F", null, true),
            "previous" => new Employment("F", null, false),
            _ => new Employment("F", DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture), true),
        });
        return Outcome(EmploymentCheck.Evaluate(Person("Active", "Active") with { Employments = [.. list] }, "S", _today));
    }

    [TestCase("Regulatory")]
    [TestCase("Customer Dispute")]
    [TestCase("Criminal")]
    [TestCase("Civil")]
    [TestCase("Judgment / Lien")]
    [TestCase("Financial")]
    public void Disclosure_OfAnyType_Fails(string type)
    {
        var person = Person("Active", "Active") with { Disclosures = [new JsonObject { ["disclosureType"] = type }] };
        Assert.That(Outcome(DisclosureCheck.Evaluate(person, "S")), Is.EqualTo($"HIGH {type} Disclosure (DISCLOSURE)"));
    }

    [Test]
    public void Name_BestOfAllNames_Decides()
    {
        var claim = Claims.Claim.FromFields(
            [KeyValuePair.Create("first_name", (string?)"Quinn"), KeyValuePair.Create("last_name", (string?)"Madeup")]);
        var person = Person("", "") with { OtherNames = ["MADEUP, QUINN", "X Y"] };

        var evaluation = NameCheck.Evaluate(claim, person, "S");

        Assert.That((evaluation.Compliance, evaluation.EvaluationDetails.BestMatch!.FetchedName), Is.EqualTo((true, "MADEUP, QUINN")));
        Assert.That(evaluation.EvaluationDetails.AllMatches.Select(match => match.FetchedName), Is.EqualTo(["ADA TESTWELL", "MADEUP, QUINN", "X Y"]));
    }

    [Test]
    public void Conclusion_Alerts_LeaveOutInfo()
    {
        var final = FinalConclusion.Draw([("search", true), ("status", false)], [Alert(AlertSeverity.Info), Alert(AlertSeverity.Medium)]);
        Assert.That((final.OverallCompliance, final.OverallRiskLevel, final.Alerts.Count), Is.EqualTo((false, "Medium", 1)));
        Assert.That(final.ComplianceExplanation, Is.EqualTo("Not compliant: status."));
    }

    [TestCase(AlertSeverity.Info, ExpectedResult = "Low")]
    [TestCase(AlertSeverity.Low, ExpectedResult = "Low")]
    [TestCase(AlertSeverity.Medium, ExpectedResult = "Medium")]
    [TestCase(AlertSeverity.High, ExpectedResult = "High")]
    public string Conclusion_HeaviestAlert_IsTheRisk(AlertSeverity severity) =>
        FinalConclusion.Draw([("search", true)], [Alert(AlertSeverity.Low), Alert(severity)]).OverallRiskLevel;

    private static Alert Alert(AlertSeverity severity) =>
        new() { AlertType = "T", AlertCategory = "C", Severity = severity, Description = "D" };

    private static string Outcome(SectionEvaluation section)
    {
        Assert.That(section.Compliance, Is.EqualTo(section.Alerts.Count == 0));
        return string.Join(", ", System.Text.Json.JsonSerializer.SerializeToNode(section, ReportJson.Options)!.Alerts());
    }

    private static Claim Claim(string licenseType) => Claims.Claim.FromFields([KeyValuePair.Create("license_type", (string?)licenseType)]);

    private static Individual Person(string broker, string adviser) => new()
    {
        FetchedName = "ADA TESTWELL",
        Name = PersonName.FromParts("ADA", "", "TESTWELL"),
        BrokerScope = broker,
        AdviserScope = adviser,
    };
}
