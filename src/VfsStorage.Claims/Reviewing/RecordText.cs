using System.Text.Json.Nodes;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Reads values of public records, whatever JSON type the service used.</summary>
internal static class RecordText
{
    /// <summary>A value as text; a list's values are joined by semicolons.</summary>
    public static string Of(JsonNode? node) => node is JsonArray list
        ? string.Join("; ", list.Select(Of).Where(text => text.Length > 0))
        : IndividualReader.Text(node);

    /// <summary>A copy of some of an object's values.</summary>
    public static JsonObject Pick(JsonObject from, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
            picked[name] = from[name]?.DeepClone();
        return picked;
    }
}
