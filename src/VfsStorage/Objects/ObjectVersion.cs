namespace VfsStorage.Objects;

/// <summary>One version of an object in a known bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">Its entity tag without quotes; <see langword="null"/> for whatever version is there.</param>
internal readonly record struct ObjectVersion(string Key, string? ETag);
