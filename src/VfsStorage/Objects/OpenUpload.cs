namespace VfsStorage.Objects;

/// <summary>A multipart upload that was begun and neither completed nor aborted.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="Initiated">When it was begun, UTC.</param>
/// <param name="Initiator">Who began it, as the store says; <see langword="null"/> if it does not.</param>
internal sealed record OpenUpload(MultipartUpload Upload, DateTimeOffset Initiated, string? Initiator);
