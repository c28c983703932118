using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Credentials of an assumed role, fetched when first needed and again before they expire. The SDK's own such class asks the token service of
/// a region that it finds for itself; this one asks that of the buckets, which matters in partitions such as China's.
/// </summary>
internal sealed class AssumedRoleCredentials : RefreshingAWSCredentials
{
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(5);

    private readonly AssumeRoleRequest _request;
    private readonly AmazonSecurityTokenServiceConfig _config;

    public AssumedRoleCredentials(S3StorageOptions options)
    {
        _request = new AssumeRoleRequest { RoleArn = options.RoleArn, RoleSessionName = options.RoleSessionName, ExternalId = options.ExternalId };
        _config = new AmazonSecurityTokenServiceConfig { HttpClientFactory = new S3HttpClientFactory() };
        if (options.Profile is not null) _config.Profile = new Profile(options.Profile);
        if (S3ClientFactory.Region(options) is { } region) _config.RegionEndpoint = region;
        PreemptExpiryTime = RefreshBefore;
    }

    // The SDK refreshes asynchronously before it signs; this is for those who ask the credentials themselves.
    protected override CredentialsRefreshState GenerateNewCredentials() => Blocking.Wait(GenerateNewCredentialsAsync);

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var service = new AmazonSecurityTokenServiceClient(_config);
        var answer = await service.AssumeRoleAsync(_request).ConfigureAwait(false);
        var expiration = answer.Credentials.Expiration
            ?? throw new AmazonClientException($"The credentials of {_request.RoleArn} came without a time of expiry.");
        return new CredentialsRefreshState(
            new ImmutableCredentials(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken),
            expiration.ToUniversalTime());
    }
}
