namespace VfsStorage.Objects;

/// <summary>A request to the store failed. Never leaves the library: the facades turn it into what a disk would throw.</summary>
internal sealed class StoreException : Exception
{
    public StoreException(StoreErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    public StoreErrorKind Kind { get; }

    /// <summary>The store's own error code, such as <c>SlowDown</c>; empty when no answer came.</summary>
    public string Code { get; init; } = "";

    /// <summary>What the caller must know beyond the failure, such as where the data is; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>The HTTP status; 0 when no answer came.</summary>
    public int Status { get; init; }
}
