namespace VfsStorage.Claims.Browsing;

/// <summary>A file or folder of an area.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Bytes">A file's size; <see langword="null"/> for a folder.</param>
public sealed record AreaEntry(string Name, bool IsFolder, long? Bytes);
