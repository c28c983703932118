namespace VfsStorage.Objects;

/// <summary>The part of an upload that is copied from an existing object, on the server.</summary>
/// <param name="Number">The part's number, 1 to 10,000.</param>
/// <param name="Source">The object copied from.</param>
/// <param name="SourceETag">The version that it must still be.</param>
/// <param name="Range">Which of its bytes.</param>
internal sealed record PartCopy(int Number, ObjectKey Source, string SourceETag, ByteRange Range);
