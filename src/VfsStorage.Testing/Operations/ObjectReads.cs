using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>GET, HEAD and GetObjectAttributes.</summary>
internal static class ObjectReads
{
    private static readonly (string Parameter, string Header)[] Overrides =
    [
        ("response-cache-control", "Cache-Control"),
        ("response-content-disposition", "Content-Disposition"),
        ("response-content-encoding", "Content-Encoding"),
        ("response-content-language", "Content-Language"),
        ("response-content-type", "Content-Type"),
        ("response-expires", "Expires"),
    ];

    private static readonly string[] Attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    /// <summary>GET and HEAD; whether the body is sent is the answer writer's affair.</summary>
    public static Task<S3Answer> ReadAsync(S3Call call)
    {
        CheckVersion(call);
        var lease = call.Bucket.Lease(call.Key);
        try
        {
            var value = lease.Value;
            EncryptionReader.Check(call, value.Description.Encryption);
            ReadConditions.Of(call).Check(value);
            var part = PartRange(call, value);
            var range = part ?? ByteRange.Parse(call.Header("Range"), value.Size);
            var answer = new S3Answer(range is null ? 200 : 206)
            {
                Object = lease,
                Offset = range?.Offset ?? 0,
                Length = range?.Length ?? value.Size,
            };
            Describe(answer, call, value);
            answer.Add("Content-Range", range?.ContentRange(value.Size));
            if (part is not null && value.Parts.Length > 0)
                answer.Add("x-amz-mp-parts-count", $"{value.Parts.Length}");
            if (range is null && call.Header(HeaderName.ChecksumMode) == "ENABLED")
                DescribeChecksum(answer, value.Checksum);
            return Task.FromResult(answer);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public static Task<S3Answer> GetAttributesAsync(S3Call call)
    {
        CheckVersion(call);
        var wanted = (call.Header("x-amz-object-attributes") ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (wanted.Except(Attributes).Any())
            throw S3Error.BadArgument("x-amz-object-attributes", string.Join(',', wanted), "Invalid attribute name specified.");
        var value = call.Bucket.Get(call.Key);
        EncryptionReader.Check(call, value.Description.Encryption);
        var answer = S3Answer.Xml(XmlAnswer.Write("GetObjectAttributesResponse", xml => WriteAttributes(xml, call, value, wanted)));
        return Task.FromResult(answer.Add("Last-Modified", HttpDate.Format(value.LastModified)));
    }

    public static void DescribeChecksum(S3Answer answer, ObjectChecksum? checksum)
    {
        if (checksum is null)
            return;
        answer.Add(checksum.Algorithm.Header(), checksum.Value).Add(HeaderName.ChecksumType, checksum.Type.Name());
    }

    /// <summary>In a bucket without versions every object is version <c>null</c>.</summary>
    public static void CheckVersion(S3Call call)
    {
        if (call.Query["versionId"] is { } version and not "null")
            throw S3Error.BadArgument("versionId", version, "Invalid version id specified");
    }

    private static void Describe(S3Answer answer, S3Call call, StoredObject value)
    {
        var description = value.Description;
        answer.Add("ETag", value.QuotedETag).Add("Last-Modified", HttpDate.Format(value.LastModified)).Add("Accept-Ranges", "bytes");
        var overridden = Overrides.Where(o => call.Query.Has(o.Parameter)).ToList();
        foreach (var (name, text) in description.Headers)
        {
            if (!overridden.Exists(o => o.Header == name))
                answer.Add(name, text);
        }

        if (!description.Headers.ContainsKey("Content-Type") && !call.Query.Has("response-content-type"))
            answer.Add("Content-Type", "binary/octet-stream");
        foreach (var (parameter, header) in overridden)
            answer.Add(header, OverrideValue(call, parameter));
        foreach (var (name, text) in description.Metadata)
            answer.Add(HeaderName.MetadataPrefix + name, MailSafeText.Encode(text));
        if (description.Tags.Count > 0)
            answer.Add("x-amz-tagging-count", $"{description.Tags.Count}");
        if (description.StorageClass != ObjectDescription.Plain.StorageClass)
            answer.Add(HeaderName.StorageClass, description.StorageClass);
        EncryptionReader.Describe(answer, description.Encryption);
    }

    private static string OverrideValue(S3Call call, string parameter)
    {
        var text = call.Query[parameter]!;
        return text.Any(c => c is < ' ' or > (char)0xFF or (char)0x7F)
            ? throw S3Error.BadArgument(parameter, text, "Header value cannot be represented using ISO-8859-1.")
            : text;
    }

    private static ByteRange? PartRange(S3Call call, StoredObject value)
    {
        if (call.Query["partNumber"] is not { } text)
            return null;
        if (call.Header("Range") is not null)
            throw S3Error.InvalidRequest.Because("Cannot specify both Range header and partNumber query parameter");
        var number = PartNumber.Parse(text, call.Service.Limits);
        if (value.Parts.Length == 0)
            return number == 1 && value.Size > 0 ? new ByteRange(0, value.Size) : number == 1 ? null : throw InvalidPart();
        var offset = 0L;
        for (var i = 0; i < value.Parts.Length; offset += value.Parts[i].Size, i++)
        {
            if (i + 1 == number)
                return new ByteRange(offset, value.Parts[i].Size);
        }

        throw InvalidPart();

        S3Exception InvalidPart() => S3Error.InvalidPartNumber.With(("ActualPartCount", $"{Math.Max(1, value.Parts.Length)}"), ("PartNumberRequested", text));
    }

    private static void WriteAttributes(XmlAnswer xml, S3Call call, StoredObject value, string[] wanted)
    {
        if (wanted.Contains("ETag"))
            xml.Element("ETag", value.ETag);
        if (wanted.Contains("Checksum") && value.Checksum is { } checksum)
        {
            xml.Element("Checksum", x =>
            {
                x.Element(checksum.Algorithm.Element(), checksum.Value);
                x.Element("ChecksumType", checksum.Type.Name());
            });
        }

        if (wanted.Contains("ObjectParts") && value.Parts.Length > 0)
            xml.Element("ObjectParts", x => WriteParts(x, call, value));
        if (wanted.Contains("StorageClass"))
            xml.Element("StorageClass", value.Description.StorageClass);
        if (wanted.Contains("ObjectSize"))
            xml.Element("ObjectSize", value.Size);
    }

    /// <summary>S3 lists the parts themselves only if each has a checksum of its own.</summary>
    private static void WriteParts(XmlAnswer xml, S3Call call, StoredObject value)
    {
        var max = Paging.Max(call.Header("x-amz-max-parts"), "x-amz-max-parts", call.Service.Limits);
        var marker = PartNumber.ParseMarker(call.Header("x-amz-part-number-marker"));
        var page = value.Checksum?.Type == ChecksumType.Composite ? value.Parts.Where(p => p.Number > marker).Take(max).ToList() : [];
        var last = page.Count > 0 ? page[^1].Number : 0;
        xml.Element("PartsCount", value.Parts.Length);
        xml.Element("PartNumberMarker", marker);
        xml.Element("NextPartNumberMarker", last);
        xml.Element("MaxParts", max);
        xml.Element("IsTruncated", page.Count > 0 && last < value.Parts[^1].Number);
        foreach (var part in page)
        {
            xml.Element("Part", x =>
            {
                x.Element("PartNumber", part.Number);
                x.Element("Size", part.Size);
                if (part.Checksum is { } checksum)
                    x.Element(checksum.Algorithm.Element(), checksum.Value);
            });
        }
    }
}
