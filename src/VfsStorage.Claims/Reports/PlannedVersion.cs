namespace VfsStorage.Claims.Reports;

/// <summary>
/// Where a report is kept, decided before it is written: who remembers the plan and is killed recognises the version it wrote, on
/// whatever day it goes on and whatever others wrote meanwhile.
/// </summary>
/// <param name="FileName">The version's file, in its employee's folder of the cache.</param>
/// <param name="IsNew">Whether the report has to be written there; otherwise that version says the same already.</param>
public sealed record PlannedVersion(string FileName, bool IsNew);
