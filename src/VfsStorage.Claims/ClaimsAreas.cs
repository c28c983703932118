namespace VfsStorage.Claims;

/// <summary>The four storage areas of the application, as paths of the injected file system.</summary>
/// <param name="Input">Where users drop CSV files; only its root is read.</param>
/// <param name="Output">Where the batch writes one report a row, and its checkpoint.</param>
/// <param name="Archive">Where processed CSV files, <c>skipped.csv</c> and <c>errors.csv</c> go, a folder a day.</param>
/// <param name="Cache">Where agent answers and report versions are kept, a folder an employee.</param>
public sealed record ClaimsAreas(string Input, string Output, string Archive, string Cache);
