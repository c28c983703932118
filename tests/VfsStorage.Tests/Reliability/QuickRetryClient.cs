using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace VfsStorage.Tests.Reliability;

/// <summary>A client that tries again as the SDK does, and waits for nothing in between: what is proved here is not patience.</summary>
internal sealed class QuickRetryClient(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    public static QuickRetryClient To(Uri endpoint, int retries) => new(
        new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret-of-no-account"),
        new AmazonS3Config
        {
            ServiceURL = endpoint.AbsoluteUri,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = retries,
            Timeout = TimeSpan.FromSeconds(30),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new Policy(Config)));
    }

    private sealed class Policy(IClientConfig config) : StandardRetryPolicy(config)
    {
        public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.CompletedTask;

        public override bool OnRetry(IExecutionContext executionContext, bool bypassAcquireCapacity, bool isThrottlingError) => true;
    }
}
