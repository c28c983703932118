namespace VfsStorage.Objects;

/// <summary>The state that a destination must be in for a write to happen; the store checks it atomically.</summary>
internal readonly record struct Precondition
{
    /// <summary>Write whatever is there.</summary>
    public static readonly Precondition None;

    /// <summary>Write only if nothing is there (<c>If-None-Match: *</c>).</summary>
    public static readonly Precondition Missing = new() { MustBeMissing = true };

    public bool MustBeMissing { get; private init; }

    /// <summary>The ETag that must still be there, without quotes.</summary>
    public string? ETag { get; private init; }

    /// <summary>The write is refused where the store itself does not check this: a look before it would not do.</summary>
    public bool MustBeAtomic { get; private init; }

    /// <summary>Write only over the version with this ETag (<c>If-Match</c>).</summary>
    public static Precondition Matches(string etag) => new() { ETag = etag };

    /// <summary>The same condition, checked by the store or not at all.</summary>
    public Precondition Atomic() => this with { MustBeAtomic = true };
}
