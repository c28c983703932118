namespace VfsStorage.Objects;

/// <summary>What went wrong with a request, in terms that decide what to do next; the only thing inner layers branch on.</summary>
internal enum StoreErrorKind
{
    /// <summary>Anything not named below.</summary>
    Other,

    /// <summary>No object has that key.</summary>
    NotFound,

    /// <summary>The bucket does not exist.</summary>
    NoSuchBucket,

    /// <summary>A condition was false (412): the object is there, or is another version.</summary>
    PreconditionFailed,

    /// <summary>A conditional request met another one in flight (409): try again.</summary>
    Conflict,

    /// <summary>The range starts at or after the object's end (416).</summary>
    RangeNotSatisfiable,

    /// <summary>The credentials do not permit it (403).</summary>
    AccessDenied,

    /// <summary>The credentials are unknown or wrongly signed, or there are none.</summary>
    BadCredentials,

    /// <summary>The credentials were good, but only for a time that is over.</summary>
    ExpiredCredentials,

    /// <summary>The key is longer than 1,024 UTF-8 bytes.</summary>
    KeyTooLong,

    /// <summary>The object or part is over a size limit.</summary>
    TooLarge,

    /// <summary>The multipart upload is gone: aborted, or completed already.</summary>
    NoSuchUpload,

    /// <summary>The store asks to slow down (503 SlowDown, 429) and retries did not help.</summary>
    Throttled,

    /// <summary>No answer, a broken connection or a 5xx, and retries did not help.</summary>
    Unavailable,

    /// <summary>Bytes do not match their checksum, and retries did not help.</summary>
    Corrupt,

    /// <summary>The store does not know this request or header.</summary>
    NotSupported,
}
