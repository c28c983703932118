using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Reports;

/// <summary>The one JSON form of everything the application writes: UTF-8 without BOM, 2-space indent, <c>\n</c> on every host.</summary>
public static class ReportJson
{
    /// <summary>The serializer settings: snake_case names, readable unicode.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary><paramref name="report"/> as the bytes of its file.</summary>
    public static byte[] Serialize(ComplianceReport report) => ToBytes(report);

    /// <summary><paramref name="node"/> in the same form.</summary>
    public static byte[] Serialize(JsonNode node) => ToBytes<JsonNode>(node);

    internal static byte[] ToBytes<T>(T value)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        return json;
    }

    internal static byte[] ToBytes(JsonNode node) => ToBytes<JsonNode>(node);

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
            IndentSize = 2,
            NewLine = "\n",
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
