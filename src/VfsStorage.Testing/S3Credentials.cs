namespace VfsStorage.Testing;

/// <summary>A key pair the server accepts.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="SessionToken">The session token that must come with it; null for a long-lived key.</param>
public sealed record S3Credentials(string AccessKey, string SecretKey, string? SessionToken = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(S3Credentials)} {{ {nameof(AccessKey)} = {AccessKey} }}";
}
