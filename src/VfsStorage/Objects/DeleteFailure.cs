namespace VfsStorage.Objects;

/// <summary>One key that a bulk delete could not delete.</summary>
/// <param name="Key">The key, still there.</param>
/// <param name="Error">Why.</param>
internal sealed record DeleteFailure(string Key, StoreException Error);
