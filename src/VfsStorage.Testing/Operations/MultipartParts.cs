using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>The parts of a multipart upload: sent, copied, listed.</summary>
internal static class MultipartParts
{
    public static async Task<S3Answer> UploadAsync(S3Call call)
    {
        var number = PartNumber.Parse(call.Query["partNumber"], call.Service.Limits);
        var upload = UploadOf(call);
        EncryptionReader.Check(call, upload.Description.Encryption);
        CheckAlgorithm(ChecksumClaim.Of(call).Algorithm, upload);
        var fallback = upload.ChecksumAlgorithm ?? ObjectWrites.DefaultChecksum(call, call.Body.Length);
        var received = await UploadReceiver.ReceiveAsync(
            call, call.Service.Limits.MaxPartBytes, fallback, upload.Description.Encryption.HidesMd5).ConfigureAwait(false);
        upload.Add(new UploadedPart(number, received.Content, received.ETag, received.Checksum, call.Service.Now));
        var answer = new S3Answer(200).Add("ETag", $"\"{received.ETag}\"");
        if (received.Checksum is { } checksum)
            answer.Add(checksum.Algorithm.Header(), checksum.Value);
        EncryptionReader.Describe(answer, upload.Description.Encryption);
        return answer;
    }

    public static async Task<S3Answer> CopyAsync(S3Call call)
    {
        var number = PartNumber.Parse(call.Query["partNumber"], call.Service.Limits);
        var upload = UploadOf(call);
        EncryptionReader.Check(call, upload.Description.Encryption);
        using var lease = CopySource.Of(call).Lease(call);
        var source = lease.Value.Content;
        var range = call.TryHeader("x-amz-copy-source-range", out var header)
            ? ByteRange.ParseCopySource(header, source.Length)
            : new ByteRange(0, source.Length);
        if (range.Length > call.Service.Limits.MaxPartBytes)
        {
            throw S3Error.InvalidRequest.Because(
                $"The specified copy source is larger than the maximum allowable size for a copy source: {call.Service.Limits.MaxPartBytes}");
        }

        var part = await CopyRangeAsync(call, upload, number, source.Slice(range.Offset, range.Length)).ConfigureAwait(false);
        var answer = S3Answer.Xml(XmlAnswer.Write(
            "CopyPartResult", xml =>
            {
                xml.Element("LastModified", part.LastModified);
                xml.Element("ETag", $"\"{part.ETag}\"");
                if (part.Checksum is { } checksum)
                    xml.Element(checksum.Algorithm.Element(), checksum.Value);
            }));
        EncryptionReader.Describe(answer, upload.Description.Encryption);
        return answer;
    }

    public static Task<S3Answer> ListAsync(S3Call call)
    {
        var upload = UploadOf(call);
        var max = Paging.Max(call.Query["max-parts"], "max-parts", call.Service.Limits);
        var marker = PartNumber.ParseMarker(call.Query["part-number-marker"]);
        var parts = upload.Parts;
        var page = parts.Where(p => p.Number > marker).Take(max).ToList();
        var encode = ListingText.Encoder(call);
        var owner = call.Service.Options.OwnerId;
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("ListPartsResult", xml =>
        {
            xml.Element("Bucket", call.Target.Bucket);
            xml.Element("Key", encode(upload.Key));
            xml.Element("UploadId", upload.Id);
            xml.Element("Initiator", x => x.Element("ID", owner));
            xml.Element("Owner", x => x.Element("ID", owner));
            xml.Element("StorageClass", upload.Description.StorageClass);
            xml.Element("PartNumberMarker", marker);
            xml.Element("NextPartNumberMarker", page.Count > 0 ? page[^1].Number : 0);
            xml.Element("MaxParts", max);
            xml.Element("IsTruncated", page.Count > 0 && page[^1].Number < parts[^1].Number);
            xml.Element("ChecksumAlgorithm", upload.ChecksumAlgorithm?.Name());
            xml.Element("ChecksumType", upload.ChecksumAlgorithm is null ? null : upload.ChecksumType.Name());
            foreach (var part in page)
                xml.Element("Part", x => WritePart(x, part));
        })));
    }

    /// <summary>The open upload a request names.</summary>
    public static MultipartUpload UploadOf(S3Call call) => call.Bucket.Uploads.Get(call.Key, call.Query["uploadId"]!);

    private static async Task<UploadedPart> CopyRangeAsync(S3Call call, MultipartUpload upload, int number, Content content)
    {
        var withMd5 = !call.Service.SkipsHash(content.Length) && !upload.Description.Encryption.HidesMd5;
        var algorithm = upload.ChecksumAlgorithm ?? ObjectWrites.DefaultChecksum(call, content.Length);
        using var digest = new BodyDigest(withMd5, algorithm);
        if (withMd5 || algorithm is not null)
            await EntityTag.DigestAsync(content, digest, call.Aborted).ConfigureAwait(false);
        var etag = digest.Md5() is { } md5 ? EntityTag.OfMd5(md5) : EntityTag.Random();
        var checksum = digest.Checksum() is { } value
            ? new ObjectChecksum(algorithm!.Value, ChecksumType.FullObject, Convert.ToBase64String(value))
            : null;
        content.Retain();
        var part = new UploadedPart(number, content, etag, checksum, call.Service.Now);
        upload.Add(part);
        return part;
    }

    /// <summary>A part's checksum must be of the kind the upload was created for.</summary>
    private static void CheckAlgorithm(ChecksumAlgorithm? sent, MultipartUpload upload)
    {
        // Without a checksum named at creation, or for the whole object, a part needs none; a named one it may not contradict.
        var mayBeAbsent = upload.ChecksumAlgorithm is null || upload.ChecksumType == ChecksumType.FullObject;
        if (sent is null ? mayBeAbsent : sent == upload.ChecksumAlgorithm)
            return;
        throw S3Error.InvalidRequest.Because(
            $"Checksum Type mismatch occurred, expected checksum Type: {Spell(upload.ChecksumAlgorithm)}, actual checksum Type: {Spell(sent)}");

        static string Spell(ChecksumAlgorithm? algorithm) => algorithm?.Name().ToLowerInvariant() ?? "null";
    }

    private static void WritePart(XmlAnswer xml, UploadedPart part)
    {
        xml.Element("PartNumber", part.Number);
        xml.Element("LastModified", part.LastModified);
        xml.Element("ETag", $"\"{part.ETag}\"");
        xml.Element("Size", part.Content.Length);
        if (part.Checksum is { } checksum)
            xml.Element(checksum.Algorithm.Element(), checksum.Value);
    }
}
