using System.Globalization;
using System.Xml.Linq;
using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>A part as the client lists it to complete an upload.</summary>
internal sealed record ListedPart(int Number, string ETag, IReadOnlyDictionary<ChecksumAlgorithm, string> Checksums)
{
    public static ListedPart Parse(XElement element)
    {
        if (!int.TryParse(element.RequiredChild("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            throw S3Error.MalformedXml.With();
        var checksums = ChecksumNames.All
            .Select(a => (Algorithm: a, Value: element.Child(a.Element())))
            .Where(c => c.Value is not null)
            .ToDictionary(c => c.Algorithm, c => c.Value!);
        return new ListedPart(number, EntityTag.Unquote(element.RequiredChild("ETag")), checksums);
    }

    /// <summary>What the client says of a part's checksum must be true; of a composite upload it must say it.</summary>
    public void CheckChecksum(MultipartUpload upload, UploadedPart part)
    {
        foreach (var (algorithm, value) in Checksums)
        {
            if (part.Checksum is null || part.Checksum.Algorithm != algorithm || part.Checksum.Value != value)
                throw S3Error.InvalidPart.With(("UploadId", upload.Id), ("PartNumber", $"{Number}"), ("ETag", ETag));
        }

        if (upload is { ChecksumType: ChecksumType.Composite, ChecksumAlgorithm: { } required } && !Checksums.ContainsKey(required))
        {
            var name = required.Name().ToLowerInvariant();
            throw S3Error.InvalidRequest.Because(
                $"The upload was created using a {name} checksum. The complete request must include the checksum for each part. It was missing for part {Number} in the request.");
        }
    }
}
