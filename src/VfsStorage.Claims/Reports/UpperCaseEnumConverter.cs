using System.Text.Json;
using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>Writes an enum's names in upper case, as reports have always had them; reads them in any case.</summary>
internal sealed class UpperCaseEnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Enum.TryParse<TEnum>(reader.GetString(), ignoreCase: true, out var value)
            ? value
            : throw new JsonException($"'{reader.GetString()}' is not one of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString().ToUpperInvariant());
}
