using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving.Answers;

/// <summary>A report with the list of its versions, oldest first.</summary>
internal sealed record ReportWithVersions(int Version, IReadOnlyList<KeptReport> Versions, JsonObject? Report);
