namespace VfsStorage.Claims.Holds;

/// <summary>A hold's file as it was listed.</summary>
/// <param name="Key">What is held.</param>
/// <param name="Number">One more than that of the holder before, whose place it takes.</param>
internal readonly record struct HoldFile(HoldKey Key, long Number);
