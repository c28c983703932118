using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>The object that <c>x-amz-copy-source</c> names.</summary>
internal sealed record CopySource(string Bucket, string Key)
{
    public static CopySource Of(S3Call call)
    {
        var header = call.Header(HeaderName.CopySource)!;
        var text = header.AsSpan().TrimStart('/');
        var question = text.IndexOf("?versionId=", StringComparison.Ordinal);
        if (question >= 0)
        {
            if (text[question..] is not "?versionId=null")
                throw S3Error.BadArgument(HeaderName.CopySource, header, "Invalid version id specified");
            text = text[..question];
        }

        var decoded = PercentEncoding.Decode(text);
        var slash = decoded.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash + 1 < decoded.Length
            ? new CopySource(decoded[..slash], decoded[(slash + 1)..])
            : throw S3Error.BadArgument(HeaderName.CopySource, header, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }

    /// <summary>The source object, its conditions and encryption key checked.</summary>
    public ObjectLease Lease(S3Call call)
    {
        var lease = call.Service.Buckets.Get(Bucket).Lease(Key);
        try
        {
            EncryptionReader.CheckSource(call, lease.Value.Description.Encryption);
            if (!call.Has(S3StoreQuirks.IgnoresConditionsOnCopy))
                ReadConditions.OfCopySource(call).CheckCopySource(lease.Value);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }
}
