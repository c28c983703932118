using System.Text.Json.Nodes;
using VfsStorage.Claims.Matching;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Agents;

/// <summary>One invented person and the recorded answers about them, an agent a document.</summary>
internal sealed class RecordedPerson
{
    public const string DescriptionName = "person";

    private readonly JsonObject _description;
    private readonly Dictionary<string, string> _answersByAgent;
    private readonly PersonName _name;

    /// <summary>Takes the person's documents by name, without <c>.json</c>.</summary>
    public RecordedPerson(IReadOnlyDictionary<string, string> documents)
    {
        _description = (JsonObject)JsonNode.Parse(documents[DescriptionName])!;
        _answersByAgent = documents.Where(document => document.Key != DescriptionName).ToDictionary(StringComparer.Ordinal);
        _name = PersonName.FromParts(Described("first_name"), Described("middle_name"), Described("last_name"));
    }

    /// <summary>Whether the person is the one <paramref name="request"/> asks about.</summary>
    public bool IsMeantBy(AgentRequest request) => request.Service switch
    {
        AgentCatalog.SearchIndividualByFirm =>
            Described("organization_crd") == request[AgentCatalog.OrganizationCrd]
            && IsNamed(PersonName.Parse(request[AgentCatalog.IndividualName])),
        AgentCatalog.SearchNfa => Described("nfa_id") == request[AgentCatalog.NfaId],
        _ when AgentCatalog.KindOf(request.Agent) == AnswerKind.Single => Described("crd_number") == request[AgentCatalog.CrdNumber],
        _ => IsNamed(PersonName.FromParts(request[AgentCatalog.FirstName], "", request[AgentCatalog.LastName])),
    };

    /// <summary>A fresh copy of the recorded answer; <see langword="null"/> if nothing is recorded.</summary>
    public JsonNode? Answer(AgentRequest request)
    {
        if (!_answersByAgent.TryGetValue(request.Agent, out var document))
            return null;
        // A firm's search gives the same record as the search by number.
        var service = request.Service == AgentCatalog.SearchIndividualByFirm ? AgentCatalog.SearchIndividual : request.Service;
        var services = (JsonObject)JsonNode.Parse(document)!;
        var answer = services[service];
        services.Remove(service);
        return answer;
    }

    private bool IsNamed(PersonName name) =>
        _name.Last == name.Last && (_name.First == name.First || Nicknames.Match(_name.First, name.First));

    private string Described(string property) => IndividualReader.Text(_description[property]);
}
