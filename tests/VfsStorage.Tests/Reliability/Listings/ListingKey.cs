namespace VfsStorage.Tests.Reliability.Listings;

/// <summary>What a page says of one key; null is left out.</summary>
internal sealed record ListingKey(string? Name, string? Size = "5", string? Date = "2026-01-02T03:04:05.000Z");
