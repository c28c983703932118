namespace VfsStorage.Claims.Browsing;

/// <summary>How much an area holds.</summary>
/// <param name="Area">input, output, archive or cache.</param>
/// <param name="Files">How many files, in all folders.</param>
/// <param name="Bytes">How large they are together.</param>
public sealed record AreaSize(string Area, long Files, long Bytes);
