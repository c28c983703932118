using Amazon.S3.Transfer;

namespace VfsStorage.Benchmarks.Running;

/// <summary>The file of 512 MiB that is read: the test server has it from the start, a real one gets it.</summary>
internal static class LargeObject
{
    public const string Key = "large.bin";
    public const long FullLength = 512L << 20;

    /// <summary>Makes sure that it is there.</summary>
    public static async Task EnsureAsync(Stage stage, CancellationToken cancellationToken)
    {
        var found = await stage.Client.ListObjectsV2Async(new() { BucketName = stage.Bucket, Prefix = Key }, cancellationToken);
        if (found.S3Objects is [{ Size: FullLength }])
        {
            return;
        }

        var file = await stage.LocalFileAsync(FullLength);
        using var transfer = new TransferUtility(stage.Client);
        await transfer.UploadAsync(file, stage.Bucket, Key, cancellationToken);
    }
}
