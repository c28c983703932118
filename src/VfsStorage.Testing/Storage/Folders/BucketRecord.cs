namespace VfsStorage.Testing.Storage.Folders;

/// <summary>A bucket as it is written to disk, but for its objects.</summary>
internal sealed record BucketRecord(string Name, string Region, DateTimeOffset Created, string? Lifecycle);
