using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Makes a client of options. Credentials come from the AWS default chain (environment, web identity, profile, container, instance), from a named
/// profile, or from a role assumed with either; nothing is fetched before the first request.
/// </summary>
internal static class S3ClientFactory
{
    // What a client without a region of its own signs for; stores other than Amazon's mostly take any.
    private const string DefaultSigningRegion = "us-east-1";

    // The SDK's own 8 KiB make a system call of each.
    private const int SendBufferBytes = 128 << 10;

    private static readonly ConditionalWeakTable<IAmazonS3, Action> Refreshes = [];

    /// <exception cref="StorageConfigurationException">No region is known.</exception>
    public static IAmazonS3 Create(S3StorageOptions options) => Create(options, Configure(options));

    /// <summary>A client whose uploads carry trailing checksums when asked, which those of <see cref="Create(S3StorageOptions)"/> never do.</summary>
    /// <exception cref="StorageConfigurationException">No region is known.</exception>
    public static IAmazonS3 CreateForTrailers(S3StorageOptions options)
    {
        var config = Configure(options);
        config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_SUPPORTED;
        return Create(options, config);
    }

    private static AmazonS3Client Create(S3StorageOptions options, AmazonS3Config config)
    {
        AWSCredentials credentials;
        Action refresh;
        if (options.RoleArn is null)
        {
            var chain = new ChainCredentials(config);
            (credentials, refresh) = (chain, chain.Clear);
        }
        else
        {
            var role = new AssumedRoleCredentials(options);
            (credentials, refresh) = (role, role.ClearCredentials);
        }

        var client = new AmazonS3Client(credentials, config);
        Refreshes.Add(client, refresh);
        return client;
    }

    /// <summary>Makes the next request of a client of ours fetch new credentials; <see langword="null"/> for a client made elsewhere.</summary>
    public static Action? RefreshOf(IAmazonS3 client) => Refreshes.TryGetValue(client, out var refresh) ? refresh : null;

    /// <summary>The configuration for these options.</summary>
    public static AmazonS3Config Configure(S3StorageOptions options)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = options.MaxRetries,
            RetryMode = options.RetryMode == S3RetryMode.Adaptive ? RequestRetryMode.Adaptive : RequestRetryMode.Standard,
            Timeout = TimeSpan.FromSeconds(options.RequestTimeoutSeconds),
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectTimeoutSeconds),
            MaxConnectionsPerServer = options.MaxConnections == 0 ? int.MaxValue : options.MaxConnections,
            HttpClientFactory = new S3HttpClientFactory(),
            BufferSize = SendBufferBytes,
            // Both are asked for per request, where the store is known to take them.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Profile is not null) config.Profile = new Profile(options.Profile);
        if (string.IsNullOrWhiteSpace(options.ServiceUrl))
        {
            config.RegionEndpoint = Region(options) ?? throw new StorageConfigurationException(
                ["storage.s3.aws_region: it is missing, and neither the environment (AWS_REGION) nor a profile tells one"]);
            config.ForcePathStyle = options.ForcePathStyle ?? false;
        }
        else
        {
            config.ServiceURL = options.ServiceUrl;
            config.AuthenticationRegion = options.AwsRegion ?? DefaultSigningRegion;
            config.ForcePathStyle = options.ForcePathStyle ?? true;
        }

        return config;
    }

    /// <summary>The region asked for, or that of the environment or profile; instance metadata is not asked, as that may take seconds.</summary>
    public static RegionEndpoint? Region(S3StorageOptions options) => options.AwsRegion is { } name
        ? RegionEndpoint.GetBySystemName(name)
        : FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false);

    /// <summary>The region and its partition, as an ARN has them; a star for any region.</summary>
    public static (string Region, string Partition) Names(S3StorageOptions options) =>
        Region(options) is { } region ? (region.SystemName, region.PartitionName) : ("*", "aws");
}
