namespace VfsStorage.Objects.S3;

/// <summary>How a store wants the ETag in an <c>If-Match</c> header of a PUT, if it heeds one at all.</summary>
internal enum ETagForm
{
    /// <summary>The header is ignored or refused.</summary>
    None,

    /// <summary>In double quotes, as HTTP has it.</summary>
    Quoted,

    /// <summary>Bare: with quotes Ceph RGW 16.2 never finds a match.</summary>
    Unquoted,
}
