namespace VfsStorage.Objects.S3;

/// <summary>What may be told of credentials: never more of the key than tells it from others.</summary>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="KeyHint">The beginning and end of the access key id.</param>
internal sealed record CredentialFacts(string Source, string KeyHint)
{
    /// <summary>When they expire, UTC; <see langword="null"/> if they do not, or do not say.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether they have a session token, and so end some time.</summary>
    public bool AreTemporary { get; init; }
}
