using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Finds out where the credentials of options come from, and whose they are.</summary>
internal sealed class CredentialInspector(S3StorageOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<AWSCredentials> _credentials = new(() => options.RoleArn is null
        ? DefaultAWSCredentialsIdentityResolver.GetCredentials(S3ClientFactory.Configure(options))
        : new AssumedRoleCredentials(options));

    /// <summary>Fetches the credentials.</summary>
    /// <exception cref="StoreException">There are none, or they could not be fetched.</exception>
    public Task<CredentialFacts> ResolveAsync(CancellationToken cancellationToken) => TranslateAsync(
        async () =>
        {
            var values = await Task.Run(() => _credentials.Value.GetCredentialsAsync(), cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            return new CredentialFacts(SourceOf(_credentials.Value), Hint(values.AccessKey))
            {
                AreTemporary = values.UseToken,
                Expires = _credentials.Value is RefreshingAWSCredentials { Expiration: { } expires } ? new DateTimeOffset(expires.ToUniversalTime()) : null,
            };
        },
        cancellationToken);

    /// <summary>Asks the token service whose credentials they are.</summary>
    /// <returns>An ARN; <see langword="null"/> if the endpoint of another store has no token service, or none that answers so.</returns>
    /// <exception cref="StoreException">Amazon's token service does not accept them.</exception>
    public async Task<string?> WhoAmIAsync(CancellationToken cancellationToken)
    {
        var isCustom = !string.IsNullOrWhiteSpace(options.ServiceUrl);
        var config = new AmazonSecurityTokenServiceConfig { HttpClientFactory = new S3HttpClientFactory(), Timeout = Patience, MaxErrorRetry = isCustom ? 0 : 2 };
        if (isCustom) (config.ServiceURL, config.AuthenticationRegion) = (options.ServiceUrl, options.AwsRegion ?? "us-east-1");
        else if (S3ClientFactory.Region(options) is { } region) config.RegionEndpoint = region;
        using var service = new AmazonSecurityTokenServiceClient(_credentials.Value, config);
        try
        {
            return await TranslateAsync(
                async () => (await service.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false)).Arn,
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException) when (isCustom)
        {
            return null;
        }
    }

    private static async Task<T> TranslateAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception exception) when (S3Errors.Translate(exception, RequestKind.Head, default, cancellationToken) is { } error)
        {
            throw new StoreException(error.Kind, exception.Message, exception) { Code = error.Code, Status = error.Status };
        }
    }

    private string SourceOf(AWSCredentials credentials) => credentials switch
    {
        AssumedRoleCredentials => $"the role {options.RoleArn}",
        EnvironmentVariablesAWSCredentials => "the environment (AWS_ACCESS_KEY_ID)",
        AssumeRoleWithWebIdentityCredentials => "a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)",
        GenericContainerCredentials => "the container's role",
        // The one of the default chain is not public.
        _ when credentials.GetType().Name.Contains("InstanceProfile", StringComparison.Ordinal) => "the instance's role",
        SSOAWSCredentials => $"single sign-on, profile {ProfileName}",
        ProcessAWSCredentials => $"a process, profile {ProfileName}",
        AssumeRoleAWSCredentials => $"a role, profile {ProfileName}",
        _ => $"the profile {ProfileName}",
    };

    private string ProfileName => options.Profile ?? Environment.GetEnvironmentVariable("AWS_PROFILE") ?? "default";

    private static string Hint(string key) => key.Length < 12 ? "****" : $"{key[..4]}…{key[^4..]}";
}
