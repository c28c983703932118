using System.Globalization;
using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>CompleteMultipartUpload: judges the list of parts, then makes them one object under the condition asked for.</summary>
internal static class MultipartCompletion
{
    private const int MaxBodyBytes = 8 << 20;

    public static async Task<S3Answer> CompleteAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var upload = MultipartParts.UploadOf(call);
        var condition = WriteConditionReader.ForComplete(call);
        var request = XmlRequest.Parse(await call.Body.ReadAllAsync(MaxBodyBytes, call.Aborted).ConfigureAwait(false), "CompleteMultipartUpload");
        var listed = request.Children("Part").Select(ListedPart.Parse).ToList();
        var parts = Choose(call, upload, listed);
        var value = Assemble(call, upload, parts);
        CheckClaims(call, upload, value);

        bucket.Complete(upload, parts, value, condition);
        return Answer(call, value);
    }

    private static List<UploadedPart> Choose(S3Call call, MultipartUpload upload, List<ListedPart> listed)
    {
        if (listed.Count == 0 || listed.Count > call.Service.Limits.MaxParts)
            throw S3Error.MalformedXml.With();
        for (var i = 1; i < listed.Count; i++)
        {
            if (listed[i].Number <= listed[i - 1].Number)
                throw S3Error.InvalidPartOrder.With(("UploadId", upload.Id));
        }

        var uploaded = upload.Parts.ToDictionary(p => p.Number);
        var chosen = new List<UploadedPart>(listed.Count);
        foreach (var wanted in listed)
        {
            if (!uploaded.TryGetValue(wanted.Number, out var part) || wanted.ETag != part.ETag)
                throw S3Error.InvalidPart.With(("UploadId", upload.Id), ("PartNumber", $"{wanted.Number}"), ("ETag", wanted.ETag));
            wanted.CheckChecksum(upload, part);
            chosen.Add(part);
        }

        foreach (var part in chosen.SkipLast(1))
        {
            if (part.Content.Length < call.Service.Limits.MinPartBytes)
            {
                throw S3Error.EntityTooSmall.With(
                    ("ProposedSize", $"{part.Content.Length}"), ("MinSizeAllowed", $"{call.Service.Limits.MinPartBytes}"), ("PartNumber", $"{part.Number}"), ("ETag", part.ETag));
            }
        }

        return chosen;
    }

    private static StoredObject Assemble(S3Call call, MultipartUpload upload, List<UploadedPart> parts)
    {
        var contents = new List<Content>(parts.Count);
        var position = 0L;
        foreach (var part in parts)
        {
            contents.Add(part.Content.PlaceAt(position));
            position += part.Content.Length;
        }

        if (position > call.Service.Limits.MaxObjectBytes)
            throw S3Error.EntityTooLarge.With(("ProposedSize", $"{position}"), ("MaxSizeAllowed", $"{call.Service.Limits.MaxObjectBytes}"));
        return new StoredObject
        {
            Key = upload.Key,
            Content = Content.Concat(contents),
            ETag = EntityTag.OfParts([.. parts.Select(p => p.ETag)]),
            LastModified = call.Service.Now,
            Description = upload.Description,
            Checksum = PartChecksums.Join(upload, parts),
            Parts = [.. parts.Select(p => new ObjectPart(p.Number, p.Content.Length, p.Checksum))],
        };
    }

    private static void CheckClaims(S3Call call, MultipartUpload upload, StoredObject value)
    {
        if (call.TryHeader("x-amz-mp-object-size", out var text)
            && (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size != value.Size))
        {
            throw S3Error.InvalidRequest.Because($"The provided 'x-amz-mp-object-size' header value {text} does not match what was computed: {value.Size}");
        }

        if (call.TryHeader(HeaderName.ChecksumType, out var type) && type != upload.ChecksumType.Name())
            throw S3Error.InvalidRequest.Because($"The upload was created using the {upload.ChecksumType.Name()} checksum mode. The complete request must use the same checksum mode.");
        foreach (var algorithm in ChecksumNames.All)
        {
            if (call.Header(algorithm.Header()) is { } claimed && (value.Checksum?.Algorithm != algorithm || value.Checksum.Value != claimed))
                throw S3Error.BadDigest.Because($"The {algorithm.Name().ToLowerInvariant()} you specified did not match the calculated checksum.");
        }
    }

    private static S3Answer Answer(S3Call call, StoredObject value)
    {
        var answer = S3Answer.Xml(XmlAnswer.Write("CompleteMultipartUploadResult", xml =>
        {
            xml.Element("Location", $"{call.Http.Request.Scheme}://{call.Http.Request.Host}/{call.Target.Bucket}/{PercentEncoding.EncodePath(value.Key)}");
            xml.Element("Bucket", call.Target.Bucket);
            xml.Element("Key", value.Key);
            xml.Element("ETag", value.QuotedETag);
            if (value.Checksum is { } checksum)
            {
                xml.Element(checksum.Algorithm.Element(), checksum.Value);
                xml.Element("ChecksumType", checksum.Type.Name());
            }
        }));
        EncryptionReader.Describe(answer, value.Description.Encryption);
        return answer;
    }
}
