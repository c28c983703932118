using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>An upload that arrived whole and passed its checks.</summary>
/// <param name="Content">The bytes; one reference belongs to whoever holds this.</param>
/// <param name="ETag">The entity tag without quotes.</param>
/// <param name="Checksum">The checksum that was sent or computed, if any.</param>
internal sealed record ReceivedBody(Content Content, string ETag, ObjectChecksum? Checksum);
