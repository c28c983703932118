namespace VfsStorage.Claims.Caching;

/// <summary>What the cache holds of one service.</summary>
/// <param name="Service">The service.</param>
/// <param name="CachedOn">The day of the newest answer, UTC; <see langword="null"/> if no file tells.</param>
/// <param name="Files">The files of answers, newest first, then by number.</param>
public sealed record CachedService(string Service, DateOnly? CachedOn, IReadOnlyList<string> Files);
