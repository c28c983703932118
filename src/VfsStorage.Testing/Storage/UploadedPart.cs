using VfsStorage.Testing.Checksums;

namespace VfsStorage.Testing.Storage;

/// <summary>One part of a multipart upload that is still open.</summary>
/// <param name="Number">1 to 10,000.</param>
/// <param name="Content">The bytes; the upload owns one reference.</param>
/// <param name="ETag">The entity tag without quotes.</param>
/// <param name="Checksum">The part's checksum, if the upload has an algorithm.</param>
/// <param name="LastModified">Whole seconds.</param>
internal sealed record UploadedPart(int Number, Content Content, string ETag, ObjectChecksum? Checksum, DateTimeOffset LastModified);
