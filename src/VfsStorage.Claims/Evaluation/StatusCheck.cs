using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Fails if either registration scope is inactive, pending, temporary or restricted.</summary>
internal static class StatusCheck
{
    public static SectionEvaluation Evaluate(Individual individual, string source)
    {
        if (!Scopes.IsFailing(individual.BrokerScope) && !Scopes.IsFailing(individual.AdviserScope))
            return Sections.Passed(source, "No registration scope is inactive, pending, temporary or restricted.");
        var explanation = $"The registration is not in good standing: broker '{individual.BrokerScope}', adviser '{individual.AdviserScope}'.";
        return Sections.Failed(source, explanation, new Alert
        {
            AlertType = AlertTypes.RegistrationStatus,
            AlertCategory = AlertTypes.Registration,
            Severity = AlertSeverity.High,
            Metadata = new JsonObject { ["bc_scope"] = individual.BrokerScope, ["ia_scope"] = individual.AdviserScope },
            Description = explanation,
        });
    }
}
