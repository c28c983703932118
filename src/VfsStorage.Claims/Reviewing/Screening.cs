using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Reviewing;

/// <summary>What a public list holds about an individual.</summary>
/// <param name="Source">The list.</param>
/// <param name="Found">How many records it gave.</param>
/// <param name="Filtered">How many of them name somebody else. A record without a name is neither matched nor filtered.</param>
/// <param name="Matches">Those that name the individual.</param>
/// <param name="DueDiligence">The account of the search for the report.</param>
internal sealed record Screening(
    ListSource Source, int Found, int Filtered, IReadOnlyList<ScreenedRecord> Matches, JsonObject DueDiligence);
