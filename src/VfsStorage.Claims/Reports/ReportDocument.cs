using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Reports;

/// <summary>A report version with its content.</summary>
/// <param name="Report">Which.</param>
/// <param name="Content">The report; <see langword="null"/> if its file cannot be read as one.</param>
public sealed record ReportDocument(KeptReport Report, JsonObject? Content);
