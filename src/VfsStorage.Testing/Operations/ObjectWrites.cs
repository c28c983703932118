using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>PUT of an object, and the rename that only some stores pretend to have.</summary>
internal static class ObjectWrites
{
    public static async Task<S3Answer> PutAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var condition = WriteConditionReader.ForPut(call);
        var description = DescriptionReader.Read(call);
        var received = await UploadReceiver.ReceiveAsync(
            call, call.Service.Limits.MaxPutBytes, DefaultChecksum(call, call.Body.Length), description.Encryption.HidesMd5).ConfigureAwait(false);
        bucket.Put(
            new StoredObject
            {
                Key = call.Key,
                Content = received.Content.PlaceAt(0),
                ETag = received.ETag,
                LastModified = call.Service.Now,
                Description = description,
                Checksum = received.Checksum,
            },
            condition);
        var answer = new S3Answer(200).Add("ETag", $"\"{received.ETag}\"");
        ObjectReads.DescribeChecksum(answer, received.Checksum);
        EncryptionReader.Describe(answer, description.Encryption);
        return answer;
    }

    /// <summary>As measured on Ceph RGW 16.2, which takes the unknown parameter for nothing and the request for an empty PUT.</summary>
    public static Task<S3Answer> RenameAsync(S3Call call)
    {
        if (!call.Has(S3StoreQuirks.RenameObjectLeavesEmptyObject))
            throw Errors.S3Error.NotImplemented.With(("Query", "renameObject"));
        var etag = EntityTag.OfMd5(Md5.Of([]));
        call.Bucket.Put(
            new StoredObject { Key = call.Key, Content = Content.Empty, ETag = etag, LastModified = call.Service.Now },
            WriteCondition.None);
        return Task.FromResult(new S3Answer(200).Add("ETag", $"\"{etag}\""));
    }

    /// <summary>What S3 computes by itself over bytes for which the client named no checksum.</summary>
    public static ChecksumAlgorithm? DefaultChecksum(S3Call call, long? length) =>
        call.Has(S3StoreQuirks.NoFullObjectChecksums) || call.Service.SkipsHash(length) ? null : ChecksumAlgorithm.Crc64Nvme;
}
