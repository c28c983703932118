using System.Globalization;
using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Agents;

/// <summary>
/// Answers from recorded files of invented people that ship with the program, so that everything runs offline.
/// Whoever is not among them is not found. A recorded refusal is thrown, as a rate limit would be.
/// </summary>
public sealed class RecordedAgentSource : IAgentSource
{
    private const string Folder = "Recorded/";

    private readonly Lazy<IReadOnlyList<RecordedPerson>> _people = new(Load);

    /// <inheritdoc/>
    public Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var answers = _people.Value.Where(person => person.IsMeantBy(request)).Select(person => person.Answer(request)).OfType<JsonNode>().ToList();
        foreach (var refusal in answers.OfType<JsonObject>().Where(answer => answer.ContainsKey("status")))
        {
            var status = (int)refusal["status"]!;
            throw new AgentException(
                string.Create(CultureInfo.InvariantCulture, $"{request.Agent}/{request.Service} refused (HTTP {status}): try again later."), status);
        }

        return Task.FromResult(answers.Count > 0 ? answers[0] : Nothing(request));
    }

    private static JsonNode Nothing(AgentRequest request) =>
        AgentCatalog.KindOf(request.Agent) == AnswerKind.Single ? AgentAnswer.NoHits() : new JsonArray();

    private static List<RecordedPerson> Load()
    {
        var documents = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (name, text) in Embedded.ReadAll(Folder))
        {
            var slash = name.LastIndexOf('/');
            var person = name[..slash];
            if (!documents.TryGetValue(person, out var files))
                documents[person] = files = [];
            files[name[(slash + 1)..].Replace(".json", "", StringComparison.Ordinal)] = text;
        }

        return [.. documents.Values.Select(files => new RecordedPerson(files))];
    }
}
