using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Reviewing;

/// <summary>A public list that is searched by name.</summary>
/// <param name="Key">Its name in <c>due_diligence</c>.</param>
/// <param name="Agent">The agent that searches it.</param>
/// <param name="Source">Its name as a section's source.</param>
/// <param name="Names">The text of a record that names the people in it; empty if there is none.</param>
internal sealed record ListSource(string Key, string Agent, string Source, Func<JsonObject, string> Names);
