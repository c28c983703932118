using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace VfsStorage.Objects.S3;

/// <summary>
/// The credentials of the default chain or of a profile, looked for when first needed, and again once they were refused. A client that looks for them by
/// itself keeps what it has found, so that nobody could have it look again.
/// </summary>
internal sealed class ChainCredentials(IClientConfig config) : AWSCredentials
{
    private volatile AWSCredentials? _found;

    /// <summary>Drops what was found, and what that has fetched.</summary>
    public void Clear()
    {
        (_found as RefreshingAWSCredentials)?.ClearCredentials();
        _found = null;
    }

    public override ImmutableCredentials GetCredentials() => Find().GetCredentials();

    // The search may ask a container or an instance, and waits for them.
    public override Task<ImmutableCredentials> GetCredentialsAsync() => _found is { } found ? found.GetCredentialsAsync() : Task.Run(() => Find().GetCredentialsAsync());

    private AWSCredentials Find() => _found ??= DefaultAWSCredentialsIdentityResolver.GetCredentials(config);
}
