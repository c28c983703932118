using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Puts what the settings ask for (encryption, storage class, payer, owner) into each request, in this one place.</summary>
internal sealed class RequestDefaults(ObjectStoreSettings settings)
{
    private readonly RequestPayer? _payer = settings.RequesterPays ? RequestPayer.Requester : null;
    private readonly S3StorageClass? _storageClass = settings.StorageClass is { } name ? S3StorageClass.FindValue(name) : null;
    private readonly string? _customerKey = settings.Encryption == S3Encryption.CustomerKey ? settings.CustomerKey : null;
#pragma warning disable CA5351 // S3 defines the header so.
    private readonly string? _customerKeyMd5 = settings is { Encryption: S3Encryption.CustomerKey, CustomerKey: { } key }
        ? Convert.ToBase64String(MD5.HashData(Convert.FromBase64String(key)))
        : null;
#pragma warning restore CA5351

    private readonly ServerSideEncryptionCustomerMethod? _customerMethod =
        settings.Encryption == S3Encryption.CustomerKey ? ServerSideEncryptionCustomerMethod.AES256 : null;

    private readonly string? _kmsKeyId = settings.Encryption == S3Encryption.Kms ? settings.KmsKeyId : null;
    private readonly ServerSideEncryptionMethod? _method = settings.Encryption switch
    {
        S3Encryption.S3 => ServerSideEncryptionMethod.AES256,
        S3Encryption.Kms => ServerSideEncryptionMethod.AWSKMS,
        _ => null,
    };

    public GetObjectMetadataRequest Apply(GetObjectMetadataRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public GetObjectRequest Apply(GetObjectRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public PutObjectRequest Apply(PutObjectRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.StorageClass = _storageClass;
        request.ServerSideEncryptionMethod = _method;
        request.ServerSideEncryptionKeyManagementServiceKeyId = _kmsKeyId;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public InitiateMultipartUploadRequest Apply(InitiateMultipartUploadRequest request, string? storageClass = null)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.StorageClass = ClassOr(storageClass);
        request.ServerSideEncryptionMethod = _method;
        request.ServerSideEncryptionKeyManagementServiceKeyId = _kmsKeyId;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public UploadPartRequest Apply(UploadPartRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public CopyPartRequest Apply(CopyPartRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.ExpectedSourceBucketOwner = settings.ExpectedBucketOwner;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        request.CopySourceServerSideEncryptionCustomerMethod = _customerMethod;
        request.CopySourceServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public CopyObjectRequest Apply(CopyObjectRequest request, string? storageClass)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.ExpectedSourceBucketOwner = settings.ExpectedBucketOwner;
        request.StorageClass = ClassOr(storageClass);
        request.ServerSideEncryptionMethod = _method;
        request.ServerSideEncryptionKeyManagementServiceKeyId = _kmsKeyId;
        request.ServerSideEncryptionCustomerMethod = _customerMethod;
        request.ServerSideEncryptionCustomerProvidedKey = _customerKey;
        request.CopySourceServerSideEncryptionCustomerMethod = _customerMethod;
        request.CopySourceServerSideEncryptionCustomerProvidedKey = _customerKey;
        return request;
    }

    public CompleteMultipartUploadRequest Apply(CompleteMultipartUploadRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        request.SSECustomerAlgorithm = _customerMethod?.Value;
        request.SSECustomerKey = _customerKey;
        request.SSECustomerKeyMD5 = _customerKeyMd5; // Elsewhere the SDK fills it in.
        return request;
    }

    public AbortMultipartUploadRequest Apply(AbortMultipartUploadRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        return request;
    }

    public ListObjectsV2Request Apply(ListObjectsV2Request request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        return request;
    }

    public DeleteObjectRequest Apply(DeleteObjectRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        return request;
    }

    public DeleteObjectsRequest Apply(DeleteObjectsRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        return request;
    }

    public GetObjectTaggingRequest Apply(GetObjectTaggingRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        return request;
    }

    public PutObjectTaggingRequest Apply(PutObjectTaggingRequest request)
    {
        request.RequestPayer = _payer;
        request.ExpectedBucketOwner = settings.ExpectedBucketOwner;
        return request;
    }

    private S3StorageClass? ClassOr(string? storageClass) => storageClass is null ? _storageClass : S3StorageClass.FindValue(storageClass);
}
