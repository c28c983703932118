using System.Text.Json;
using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Agents;

/// <summary>Reads the services' own shapes. Fresh and cached answers read the same.</summary>
internal static class AgentAnswer
{
    private const string Result = "result";

    /// <summary>The form in which "nothing found" of a list service is cached.</summary>
    public static JsonObject NoRecords() => new() { [Result] = "No Results Found" };

    /// <summary>The form in which "nothing found" of a single service is cached.</summary>
    public static JsonObject NoHits() => new() { ["hits"] = new JsonObject { ["total"] = 0, ["hits"] = new JsonArray() } };

    /// <summary>The answer, once it has the shape its service promises.</summary>
    /// <exception cref="AgentException">It has not; it must not be cached or evaluated.</exception>
    public static JsonNode Validate(AgentRequest request, JsonNode? answer)
    {
        var isSingle = AgentCatalog.KindOf(request.Agent) == AnswerKind.Single;
        JsonNode? valid = isSingle
            ? answer switch
            {
                null or JsonObject { Count: 0 } => NoHits(),
                JsonObject single when single["hits"] is JsonObject => single,
                _ => null,
            }
            : answer switch
            {
                null => new JsonArray(),
                JsonArray list => list,
                JsonObject { Count: 0 } => new JsonArray(),
                JsonObject wrapped when wrapped.ContainsKey(Result) => new JsonArray(wrapped.DeepClone()),
                _ => null,
            };
        if (valid is null)
            throw new AgentException($"{request.Agent}/{request.Service} gave an answer of an unknown shape.");
        if (isSingle)
            _ = Hits((JsonObject)valid).Select(Content).ToList();
        return valid;
    }

    /// <summary>The <c>_source</c> of every hit of a single service.</summary>
    public static IEnumerable<JsonObject> Hits(JsonNode answer) =>
        answer is JsonObject single && single["hits"] is JsonObject found && found["hits"] is JsonArray hits
            ? hits.OfType<JsonObject>().Select(hit => hit["_source"]).OfType<JsonObject>()
            : [];

    /// <summary>The detailed record that a hit carries as JSON text, or <see langword="null"/>.</summary>
    /// <exception cref="AgentException">The text is not JSON.</exception>
    public static JsonObject? Content(JsonObject source)
    {
        var content = source["iacontent"] ?? source["content"];
        if (content is not JsonValue value || !value.TryGetValue<string>(out var text) || string.IsNullOrWhiteSpace(text))
            return content as JsonObject;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException exception)
        {
            throw new AgentException("The detailed record is not JSON.", innerException: exception);
        }
    }

    /// <summary>The records of a list service, unwrapped.</summary>
    public static IReadOnlyList<JsonObject> Records(JsonNode answer) =>
        answer is JsonArray list ? [.. list.OfType<JsonObject>().SelectMany(Unwrap)] : [];

    private static IEnumerable<JsonObject> Unwrap(JsonObject item)
    {
        if (!item.TryGetPropertyValue(Result, out var result) || item.Count != 1)
            return [item];
        return result is JsonArray records ? records.OfType<JsonObject>() : [];
    }
}
