using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Processing;

/// <summary>The recorded people, each made for one outcome, through the whole program.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class GoldenTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const string Crd = "search_with_crd_only";
    private const string Correlated = "search_with_correlated";
    private const string Low = "compliant Low";
    private const string Medium = "not compliant Medium";
    private const string High = "not compliant High";

    private static readonly string[] _sections =
    [
        "search_evaluation", "status_evaluation", "name_evaluation", "license_evaluation", "exam_evaluation", "employment_evaluation",
        "disclosure_review", "disciplinary_evaluation", "arbitration_review", "regulatory_evaluation",
    ];

    /// <summary>Reference id, what the person stands for, "source strategy", "overall risk", alerts of the conclusion.</summary>
    private static readonly (string Id, string Case, string Search, string Conclusion, string[] Alerts)[] _expected =
    [
        ("REF-0001", "clean", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0002", "inactive", $"SEC_IAPD {Crd}", High, ["HIGH Registration Status (REGISTRATION)", "HIGH License Compliance (LICENSE)"]),
        ("REF-0003", "another name", $"SEC_IAPD {Crd}", Medium, ["MEDIUM Name Mismatch (status_evaluation)"]),
        ("REF-0004", "another licence", $"SEC_IAPD {Crd}", High, ["HIGH License Compliance (LICENSE)"]),
        ("REF-0005", "missing exam", $"SEC_IAPD {Crd}", Medium, ["MEDIUM Exam Requirement (EXAM)"]),
        ("REF-0006", "no employment", $"SEC_IAPD {Crd}", High, ["HIGH No Employment History (EMPLOYMENT)"]),
        ("REF-0007", "disclosure", $"SEC_IAPD {Crd}", High, ["HIGH Customer Dispute Disclosure (DISCLOSURE)"]),
        ("REF-0008", "disciplined twice", $"SEC_IAPD {Crd}", High,
            ["HIGH Disciplinary Proceeding (DISCIPLINARY)", "HIGH Disciplinary Proceeding (DISCIPLINARY)"]),
        ("REF-0009", "award", $"SEC_IAPD {Crd}", High, ["HIGH Arbitration Compliance (ARBITRATION)"]),
        ("REF-0010", "NFA action", $"SEC_IAPD {Crd}", High, ["HIGH Regulatory Disclosure (DISCLOSURE)"]),
        ("REF-0011", "unknown number", $"Unknown {Crd}", High, ["HIGH IndividualNotFound (SEARCH)"]),
        ("REF-0012", "by firm number", $"SEC_IAPD {Correlated}", Low, []),
        ("REF-0013", "by firm name", $"SEC_IAPD {Correlated}", Low, []),
        ("REF-0014", "nickname", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0015", "FINRA only", $"BrokerCheck {Crd}", Low, []),
        ("REF-0016", "ended employment", $"SEC_IAPD {Crd}", Medium, ["MEDIUM Expired Employment (EMPLOYMENT)"]),
        ("REF-0017", "other name", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0018", "pending at SEC", $"SEC_IAPD {Crd}", High, ["HIGH Arbitration Compliance (ARBITRATION)"]),
        ("REF-0019", "twelve namesakes", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0020", "record without a name", $"SEC_IAPD {Crd}", "compliant Medium", ["MEDIUM Disciplinary Search Info (DISCIPLINARY)"]),
        ("REF-0022", "temporary", $"SEC_IAPD {Crd}", High, ["HIGH Registration Status (REGISTRATION)"]),
        ("REF-0023", "adviser only", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0024", "three disclosures", $"SEC_IAPD {Crd}", High,
        [
            "HIGH Criminal Disclosure (DISCLOSURE)", "HIGH Judgment / Lien Disclosure (DISCLOSURE)", "HIGH Regulatory Disclosure (DISCLOSURE)",
        ]),
        ("REF-0025", "accents", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0026", "NFA member", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0027", "pending in own record", $"SEC_IAPD {Crd}", High, ["HIGH Arbitration Compliance (ARBITRATION)"]),
        ("REF-0028", "dismissed", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0029", "suffix", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0030", "Series 7TO", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0031", "pending", $"SEC_IAPD {Crd}", High, ["HIGH Registration Status (REGISTRATION)"]),
        ("REF-0032", "restricted", $"SEC_IAPD {Crd}", High, ["HIGH Registration Status (REGISTRATION)"]),
        ("REF-0033", "two disclosures", $"SEC_IAPD {Crd}", High, ["HIGH Financial Disclosure (DISCLOSURE)", "HIGH Civil Disclosure (DISCLOSURE)"]),
        ("REF-0034", "transposed letters", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0035", "not registered", $"SEC_IAPD {Crd}", High, ["HIGH Registration Status (REGISTRATION)", "HIGH License Compliance (LICENSE)"]),
        ("REF-0036", "pending at FINRA", $"SEC_IAPD {Crd}", High, ["HIGH Arbitration Compliance (ARBITRATION)"]),
        ("REF-0037", "out of scope", $"SEC_IAPD {Crd}", High, ["HIGH License Compliance (LICENSE)"]),
        ("REF-0038", "Series 66 for adviser", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0039", "nothing found anywhere", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0040", "no name", "Validation none", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
        ("REF-0041", "no employee number", "Validation none", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
        ("REF-0042", "no firm", "Validation none", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
        ("REF-0043", "only an id", "Validation none", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
        ("REF-0044", "firm without number", $"Unknown {Correlated}", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
        ("REF-0045", "not at that firm", $"Unknown {Correlated}", High, ["HIGH IndividualNotFound (SEARCH)"]),
        ("REF-0046", "arbitrations of others", $"SEC_IAPD {Crd}", "compliant Medium", ["MEDIUM Arbitration Search Info (ARBITRATION)"]),
        ("REF-0047", "NFA record without a name", $"SEC_IAPD {Crd}", "compliant Medium", ["MEDIUM Regulatory Search Info (REGULATORY)"]),
        ("REF-0048", "temporarily withdrawn", $"SEC_IAPD {Crd}", High, ["HIGH Registration Status (REGISTRATION)", "HIGH License Compliance (LICENSE)"]),
        ("REF-0049", "namesake at NFA", $"SEC_IAPD {Crd}", Low, []),
        ("REF-0050", "only a firm's number", "Validation none", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
        ("REF-0051", "only a firm's name", "Validation none", High, ["HIGH DueDiligenceNotPerformed (SEARCH)"]),
    ];

    [Test]
    public async Task RunAsync_RecordedPeople_GivesEachTheirOutcome()
    {
        var summary = await RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Names(Areas.Output), Is.EqualTo(_expected.Select(expected => expected.Id + ".json")));
            foreach (var expected in _expected)
                AssertReport(ReadJson(Areas.Output, expected.Id + ".json"), expected);
            Assert.That((summary.Outcome, summary.Rows, summary.Processed, summary.Skipped, summary.Failed, summary.Compliant),
                Is.EqualTo((BatchOutcome.Completed, 51, 44, 6, 1, 20)));
            AssertErrors(Read(Areas.Archive, "03-09-2025", "errors.csv").Split('\n'));
            AssertBytes();
        }
    }

    /// <summary>The recorded refusal fails its row.</summary>
    private static void AssertErrors(string[] errors)
    {
        Assert.That(errors, Has.Length.EqualTo(3));
        Assert.That(errors[0], Does.EndWith(",error"));
        Assert.That(errors[1], Does.StartWith("REF-0021,EN-1021,Umar,").And.Contain("HTTP 403"));
    }

    /// <summary>Some reports are compared byte for byte, which fixes the order of properties and the form of the JSON.</summary>
    private void AssertBytes()
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Processing", "Expected");
        foreach (var expected in Directory.EnumerateFiles(folder))
        {
            var actual = FileSystem.File.ReadAllBytes(FileSystem.Path.Combine(Areas.Output, Path.GetFileName(expected)));
            Assert.That(actual, Is.EqualTo(File.ReadAllBytes(expected)), expected);
        }
    }

    private async Task<BatchSummary> RunAsync()
    {
        await SampleFiles.WriteAsync(Workspace);
        using var processor = new ClaimProcessor(Workspace, new RecordedAgentSource());
        return await new ClaimsBatch(Workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
    }

    private static void AssertReport(JsonObject report, (string Id, string Case, string Search, string Conclusion, string[] Alerts) expected)
    {
        var label = $"{expected.Id}, {expected.Case}";
        var final = report["final_evaluation"]!;
        var overall = (bool)final["overall_compliance"]!;
        Assert.That($"{report["search_evaluation"]!["source"]} {report["search_evaluation"]!["search_strategy"]}", Is.EqualTo(expected.Search), label);
        Assert.That($"{(overall ? "compliant" : "not compliant")} {final["overall_risk_level"]}", Is.EqualTo(expected.Conclusion), label);
        Assert.That(final.Alerts(), Is.EqualTo(expected.Alerts), label);
        Assert.That(report.Keys(), Is.EqualTo(["reference_id", "claim", .. _sections, "final_evaluation"]), label);
        Assert.That(overall, Is.EqualTo(_sections.All(section => (bool)report[section]!["compliance"]!)), label);
    }
}
