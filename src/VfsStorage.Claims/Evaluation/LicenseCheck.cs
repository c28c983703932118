using System.Text.Json.Nodes;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Fails if the active scopes are not exactly the licences the claim names; without a licence type one active scope is enough.</summary>
internal static class LicenseCheck
{
    public static SectionEvaluation Evaluate(Claim claim, Individual individual, string source)
    {
        var licenseType = claim[ClaimColumns.LicenseType];
        var active = Scopes.Active(individual);
        if (licenseType.Length == 0)
        {
            return active != LicenseTypes.None
                ? Sections.Passed(source, $"No licence type is asked for, and {Words(active)} is active.")
                : Failed(licenseType, individual, source, "No licence type is asked for, and no registration is active.");
        }

        var expected = LicenseTypeReader.Read(licenseType);
        return expected == active && expected != LicenseTypes.None
            ? Sections.Passed(source, $"The active registrations are those of licence type '{licenseType}'.")
            : Failed(licenseType, individual, source, $"Licence type '{licenseType}' asks for {Words(expected)}; active is {Words(active)}.");
    }

    private static SectionEvaluation Failed(string licenseType, Individual individual, string source, string explanation) =>
        Sections.Failed(source, explanation, new Alert
        {
            AlertType = AlertTypes.LicenseCompliance,
            AlertCategory = AlertTypes.License,
            Severity = AlertSeverity.High,
            Metadata = new JsonObject
            {
                ["license_type"] = licenseType,
                ["bc_scope"] = individual.BrokerScope,
                ["ia_scope"] = individual.AdviserScope,
            },
            Description = explanation,
        });

    private static string Words(LicenseTypes licenses) => licenses switch
    {
        LicenseTypes.None => "none",
        LicenseTypes.Broker => "broker",
        LicenseTypes.Adviser => "investment adviser",
        _ => "broker and investment adviser",
    };
}
