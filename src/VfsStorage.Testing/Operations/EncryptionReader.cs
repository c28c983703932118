using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads encryption headers, and holds readers of an object under a customer's key to that key.</summary>
internal static class EncryptionReader
{
    private const string CopySourcePrefix = "x-amz-copy-source-server-side-encryption-customer-";
    private const string Prefix = "x-amz-server-side-encryption-customer-";
    private const int KeyBytes = 32;

    /// <summary>The encryption a write asks for.</summary>
    public static ObjectEncryption Read(S3Call call)
    {
        var customerKey = ReadCustomerKey(call, Prefix);
        if (customerKey is not null)
        {
            return call.Header(HeaderName.Encryption) is null
                ? new ObjectEncryption(null, CustomerKeyMd5: customerKey)
                : throw S3Error.BadArgument(HeaderName.Encryption, call.Header(HeaderName.Encryption)!, "Server Side Encryption with Customer provided key is incompatible with the encryption method specified");
        }

        var keyId = call.Header(HeaderName.EncryptionKeyId);
        switch (call.Header(HeaderName.Encryption))
        {
            case null when keyId is null:
                return ObjectEncryption.ManagedByS3;
            case "AES256" when keyId is null:
                return ObjectEncryption.ManagedByS3;
            case "aws:kms" or "aws:kms:dsse":
                var bucketKey = string.Equals(call.Header(HeaderName.EncryptionBucketKey), "true", StringComparison.OrdinalIgnoreCase);
                return new ObjectEncryption(call.Header(HeaderName.Encryption), keyId ?? DefaultKmsKey(call), bucketKey);
            case null or "AES256":
                throw S3Error.BadArgument(HeaderName.EncryptionKeyId, keyId!, "x-amz-server-side-encryption-aws-kms-key-id requires aws:kms");
            default:
                throw S3Error.InvalidEncryptionAlgorithm.With();
        }
    }

    /// <summary>Checks that a reader, or an uploader of a part, presents the key the object was begun with.</summary>
    public static void Check(S3Call call, ObjectEncryption encryption) => Check(call, encryption, Prefix);

    /// <summary>The same for the source of a copy.</summary>
    public static void CheckSource(S3Call call, ObjectEncryption encryption) => Check(call, encryption, CopySourcePrefix);

    /// <summary>The headers an answer tells the encryption with.</summary>
    public static void Describe(S3Answer answer, ObjectEncryption encryption)
    {
        if (encryption.CustomerKeyMd5 is { } md5)
        {
            answer.Add(HeaderName.CustomerAlgorithm, "AES256").Add(HeaderName.CustomerKeyMd5, md5);
            return;
        }

        answer.Add(HeaderName.Encryption, encryption.Algorithm).Add(HeaderName.EncryptionKeyId, encryption.KmsKeyId);
        if (encryption.BucketKey)
            answer.Add(HeaderName.EncryptionBucketKey, "true");
    }

    private static void Check(S3Call call, ObjectEncryption encryption, string prefix)
    {
        var presented = ReadCustomerKey(call, prefix);
        if (presented == encryption.CustomerKeyMd5)
            return;
        throw (presented, encryption.CustomerKeyMd5) switch
        {
            (null, _) => S3Error.InvalidRequest.Because(
                "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object."),
            (_, null) => S3Error.InvalidRequest.Because("The encryption parameters are not applicable to this object."),
            _ => S3Error.AccessDenied.With(),
        };
    }

    /// <summary>The MD5 of the customer's key, after checking that key and MD5 belong together; null if there is no key.</summary>
    private static string? ReadCustomerKey(S3Call call, string prefix)
    {
        var algorithm = call.Header(prefix + "algorithm");
        var key = call.Header(prefix + "key");
        var md5 = call.Header(prefix + "key-MD5");
        if (algorithm is null && key is null && md5 is null)
            return null;
        if (algorithm != "AES256")
            throw S3Error.InvalidEncryptionAlgorithm.With();
        var bytes = new byte[128];
        if (key is null || !Convert.TryFromBase64String(key, bytes, out var length) || length != KeyBytes)
            throw S3Error.BadArgument(prefix + "key", "", "The secret key was invalid for the specified algorithm.");
        var actual = Md5.Base64Of(bytes.AsSpan(0, KeyBytes));
        return md5 == actual
            ? actual
            : throw S3Error.BadArgument(prefix + "key-MD5", md5 ?? "", "The calculated MD5 hash of the key did not match the hash that was provided.");
    }

    private static string DefaultKmsKey(S3Call call) =>
        $"arn:aws:kms:{call.Service.Options.Region}:{call.Service.Options.OwnerId}:alias/aws/s3";
}
