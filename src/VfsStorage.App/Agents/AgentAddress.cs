using Microsoft.AspNetCore.WebUtilities;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Agents;

/// <summary>The address that asks a service a question.</summary>
internal static class AgentAddress
{
    /// <summary>The address of <paramref name="request"/> below <paramref name="baseUrl"/>.</summary>
    public static Uri Of(AgentRequest request, Uri baseUrl) => request.Service switch
    {
        AgentCatalog.SearchIndividualDetailedInfo => Below(baseUrl, request[AgentCatalog.CrdNumber]),
        AgentCatalog.SearchNfa => Below(baseUrl, request[AgentCatalog.NfaId]),
        AgentCatalog.SearchIndividualByFirm => WithQuery(
            baseUrl, ("query", request[AgentCatalog.IndividualName]), ("firm", request[AgentCatalog.OrganizationCrd]), ("wt", "json")),
        _ when AgentCatalog.KindOf(request.Agent) == AnswerKind.Single => WithQuery(
            baseUrl, ("query", request[AgentCatalog.CrdNumber]), ("wt", "json")),
        _ => WithQuery(
            baseUrl, ("first_name", request[AgentCatalog.FirstName]), ("last_name", request[AgentCatalog.LastName])),
    };

    private static Uri Below(Uri baseUrl, string segment) =>
        new UriBuilder(baseUrl) { Path = $"{baseUrl.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(segment)}" }.Uri;

    private static Uri WithQuery(Uri baseUrl, params (string Name, string Value)[] parameters) => new(QueryHelpers.AddQueryString(
        baseUrl.AbsoluteUri, parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (string?)parameter.Value))));
}
