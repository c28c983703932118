namespace VfsStorage.Claims.Reports;

/// <summary>A report version in the cache.</summary>
/// <param name="EmployeeNumber">Whose.</param>
/// <param name="ReferenceId">The claim's reference id.</param>
/// <param name="Version">From 1.</param>
/// <param name="Date">The day it was kept, UTC.</param>
/// <param name="FileName">Its file's name in the employee's folder.</param>
public sealed record KeptReport(string EmployeeNumber, string ReferenceId, int Version, DateOnly Date, string FileName)
{
    /// <summary>Its file.</summary>
    internal string Path { get; init; } = "";
}
