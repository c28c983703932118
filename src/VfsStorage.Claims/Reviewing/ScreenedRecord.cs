using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Reviewing;

/// <summary>A record of a public list that names the individual.</summary>
internal sealed record ScreenedRecord(JsonObject Record, string Name, double Score);
