using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing;

/// <summary>Uploads byte arrays as the parts of one object, the way the SDK's users do.</summary>
internal static class MultipartUploader
{
    public static async Task<CompleteMultipartUploadResponse> UploadAsync(IAmazonS3 client, string bucket, string key, params byte[][] parts)
    {
        var id = await CreateAsync(client, bucket, key);
        var tags = new List<PartETag>();
        for (var number = 1; number <= parts.Length; number++)
            tags.Add(await UploadPartAsync(client, new UploadPartRequest { BucketName = bucket, Key = key, UploadId = id, PartNumber = number }, parts[number - 1]));
        return await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = id, PartETags = tags });
    }

    public static async Task<string> CreateAsync(IAmazonS3 client, string bucket, string key)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ChecksumAlgorithm = ChecksumAlgorithm.CRC32 };
        return (await client.InitiateMultipartUploadAsync(request)).UploadId;
    }

    public static async Task<PartETag> UploadPartAsync(IAmazonS3 client, UploadPartRequest request, byte[] content)
    {
        request.InputStream = new MemoryStream(content);
        var answer = await client.UploadPartAsync(request);
        return new PartETag(request.PartNumber!.Value, answer.ETag) { ChecksumCRC32 = answer.ChecksumCRC32 };
    }
}
