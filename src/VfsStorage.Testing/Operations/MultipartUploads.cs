using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>Multipart uploads as a whole: created, aborted, listed.</summary>
internal static class MultipartUploads
{
    public static Task<S3Answer> CreateAsync(S3Call call)
    {
        var (algorithm, type) = ChecksumOf(call);
        var upload = new MultipartUpload(NewId(), call.Key, DescriptionReader.Read(call), call.Service.Now)
        {
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
        };
        call.Bucket.Uploads.Add(upload);
        var answer = S3Answer.Xml(XmlAnswer.Write("InitiateMultipartUploadResult", xml =>
        {
            xml.Element("Bucket", call.Target.Bucket);
            xml.Element("Key", call.Key);
            xml.Element("UploadId", upload.Id);
        }));
        if (algorithm is not null)
            answer.Add(HeaderName.ChecksumAlgorithm, algorithm.Value.Name()).Add(HeaderName.ChecksumType, type.Name());
        EncryptionReader.Describe(answer, upload.Description.Encryption);
        return Task.FromResult(answer);
    }

    public static Task<S3Answer> AbortAsync(S3Call call)
    {
        var upload = MultipartParts.UploadOf(call);
        if (call.Header("x-amz-if-match-initiated-time") is { } initiated && HttpDate.Parse(initiated) != upload.Initiated)
            throw S3Error.PreconditionFailed.With(("Condition", "x-amz-if-match-initiated-time"));
        call.Bucket.Abort(upload);
        return Task.FromResult(new S3Answer(204));
    }

    public static Task<S3Answer> ListAsync(S3Call call)
    {
        var max = Paging.Max(call.Query["max-uploads"], "max-uploads", call.Service.Limits);
        var page = UploadPage.Of(call.Bucket.Uploads.GetOrdered(), call.Query, max);
        var encode = ListingText.Encoder(call);
        var owner = call.Service.Options.OwnerId;
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("ListMultipartUploadsResult", xml =>
        {
            xml.Element("Bucket", call.Target.Bucket);
            xml.Element("KeyMarker", encode(call.Query["key-marker"] ?? ""));
            xml.Element("UploadIdMarker", call.Query["upload-id-marker"] ?? "");
            xml.Element("NextKeyMarker", page.IsTruncated ? encode(page.NextKeyMarker) : "");
            xml.Element("NextUploadIdMarker", page.IsTruncated ? page.NextUploadIdMarker : "");
            xml.Element("Prefix", encode(call.Query["prefix"] ?? ""));
            xml.Element("Delimiter", call.Query["delimiter"] is { Length: > 0 } delimiter ? encode(delimiter) : null);
            xml.Element("EncodingType", call.Query["encoding-type"]);
            xml.Element("MaxUploads", max);
            xml.Element("IsTruncated", page.IsTruncated);
            foreach (var upload in page.Uploads)
                xml.Element("Upload", x => WriteUpload(x, upload, encode(upload.Key), owner));
            foreach (var prefix in page.CommonPrefixes)
                xml.Element("CommonPrefixes", x => x.Element("Prefix", encode(prefix)));
        })));
    }

    private static void WriteUpload(XmlAnswer xml, MultipartUpload upload, string key, string owner)
    {
        xml.Element("Key", key);
        xml.Element("UploadId", upload.Id);
        xml.Element("Initiator", x => x.Element("ID", owner));
        xml.Element("Owner", x => x.Element("ID", owner));
        xml.Element("StorageClass", upload.Description.StorageClass);
        xml.Element("Initiated", upload.Initiated);
        if (upload.ChecksumAlgorithm is { } algorithm)
        {
            xml.Element("ChecksumAlgorithm", algorithm.Name());
            xml.Element("ChecksumType", upload.ChecksumType.Name());
        }
    }

    private static (ChecksumAlgorithm? Algorithm, ChecksumType Type) ChecksumOf(S3Call call)
    {
        var name = call.Header(HeaderName.ChecksumAlgorithm);
        var type = call.Header(HeaderName.ChecksumType);
        if (name is null)
        {
            return type is null
                ? (null, call.Has(S3StoreQuirks.NoFullObjectChecksums) ? ChecksumType.Composite : ChecksumType.FullObject)
                : throw S3Error.InvalidRequest.Because("The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        if (!ChecksumNames.TryParse(name, out var algorithm))
            throw S3Error.InvalidRequest.Because("Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        var isCrc64 = algorithm == ChecksumAlgorithm.Crc64Nvme;
        return (algorithm, type?.ToUpperInvariant()) switch
        {
            ({ } a, null) => (a, isCrc64 ? ChecksumType.FullObject : ChecksumType.Composite),
            ({ } a, "COMPOSITE") when !isCrc64 => (a, ChecksumType.Composite),
            ({ } a, "FULL_OBJECT") when CrcCombiner.Supports(a) && !call.Has(S3StoreQuirks.NoFullObjectChecksums) => (a, ChecksumType.FullObject),
            ({ } a, "COMPOSITE" or "FULL_OBJECT") => throw S3Error.InvalidRequest.Because($"The {type} checksum type cannot be used with the {a.Name()} checksum algorithm."),
            _ => throw S3Error.InvalidRequest.Because("Value for x-amz-checksum-type header is invalid."),
        };
    }

    private static string NewId() => Convert.ToBase64String([.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()])
        .TrimEnd('=').Replace('+', '.').Replace('/', '_');
}
