namespace VfsStorage.Objects;

/// <summary>A multipart upload under way.</summary>
/// <param name="Key">The object it will become.</param>
/// <param name="UploadId">The store's name for it.</param>
internal sealed record MultipartUpload(ObjectKey Key, string UploadId);
