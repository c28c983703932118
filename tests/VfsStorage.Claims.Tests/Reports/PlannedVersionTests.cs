using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Reports;

/// <summary>Versions whose names are fixed before they are written, and looked at again after a kill.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class PlannedVersionTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const string First = "ComplianceReportAgent_R_v1_20250309.json";

    private ReportVersions Of => new(Workspace);

    [Test]
    public async Task PlanAsync_FirstReport_WritesNothing()
    {
        Assert.That(await Of.PlanAsync(Report(), "E1"), Is.EqualTo(new PlannedVersion(First, IsNew: true)));
        Assert.That(Versions(), Is.Empty);
    }

    [Test]
    public async Task PlanAsync_NewestSaysTheSame_IsThatVersion()
    {
        await KeepAsync(Report());

        Assert.That(await Of.PlanAsync(Report(), "E1"), Is.EqualTo(new PlannedVersion(First, IsNew: false)));
    }

    [Test]
    public async Task PlanAsync_NoReferenceId_IsNotKept() => Assert.That(await Of.PlanAsync(Report(id: ""), "E1"), Is.Null);

    [Test]
    public async Task TryKeepAsync_Again_FindsWhatItWrote()
    {
        var plan = (await Of.PlanAsync(Report(), "E1"))!;

        Assert.That(await Of.TryKeepAsync(plan, Report(), "E1"), Is.True);
        Assert.That(await Of.TryKeepAsync(plan, Report(), "E1"), Is.True);
        Assert.That(Versions(), Is.EqualTo(new[] { First }));
    }

    [Test]
    public async Task TryKeepAsync_NameTakenByAnotherReport_LeavesThatAlone()
    {
        var plan = (await Of.PlanAsync(Report(), "E1"))!;
        await KeepAsync(Changed());

        Assert.That(await Of.TryKeepAsync(plan, Report(), "E1"), Is.False);
        Assert.That(JsonNode.DeepEquals(ReadJson(Areas.Cache, "E1", First), Changed()), Is.True);
    }

    [Test]
    public async Task ReviseAsync_AnotherDay_StillIsTheVersionThatWasPlanned([Values] bool isWritten)
    {
        var plan = (await Of.PlanAsync(Report(), "E1"))!;
        if (isWritten)
            await Of.TryKeepAsync(plan, Report(), "E1");
        Time.Advance(TimeSpan.FromDays(1));

        Assert.That(await Of.ReviseAsync(plan, Report(), "E1"), Is.EqualTo(plan));
    }

    [Test]
    public async Task ReviseAsync_WrittenAndOvertaken_StillIsTheVersionThatWasWritten()
    {
        var plan = await KeepAsync(Report());
        Time.Advance(TimeSpan.FromDays(1));
        await KeepAsync(Changed());

        Assert.That(await Of.ReviseAsync(plan, Report(), "E1"), Is.EqualTo(plan));
    }

    [Test]
    public async Task ReviseAsync_NotWrittenAndOvertaken_IsAVersionBehindTheOther()
    {
        var plan = (await Of.PlanAsync(Report(), "E1"))!;
        Time.Advance(TimeSpan.FromDays(1));
        await KeepAsync(Changed());

        Assert.That(await Of.ReviseAsync(plan, Report(), "E1"), Is.EqualTo(new PlannedVersion("ComplianceReportAgent_R_v2_20250310.json", IsNew: true)));
    }

    private async Task<PlannedVersion> KeepAsync(JsonObject report)
    {
        var plan = (await Of.PlanAsync(report, "E1"))!;
        Assert.That(await Of.TryKeepAsync(plan, report, "E1"), Is.True);
        return plan;
    }

    private string[] Versions() => Names(FileSystem.Path.Combine(Areas.Cache, "E1"));

    private static JsonObject Changed()
    {
        var report = Report();
        report["status_evaluation"]!["compliance"] = false;
        return report;
    }

    private static JsonObject Report(string id = "R") => (JsonObject)JsonSerializer.SerializeToNode(
        ReportBuilder.Skipped(Claim.FromFields([KeyValuePair.Create(ClaimColumns.ReferenceId, (string?)id)]), ["NO_NAME"]), ReportJson.Options)!;
}
