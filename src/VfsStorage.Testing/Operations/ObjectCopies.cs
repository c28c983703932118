using System.Collections.Immutable;
using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>CopyObject: shares the bytes, decides anew about everything that describes them.</summary>
internal static class ObjectCopies
{
    private const string MetadataDirective = "x-amz-metadata-directive";
    private const string TaggingDirective = "x-amz-tagging-directive";

    public static async Task<S3Answer> CopyAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var source = CopySource.Of(call);
        var condition = WriteConditionReader.ForCopy(call);
        using var lease = source.Lease(call);
        var original = lease.Value;
        if (original.Size > call.Service.Limits.MaxCopyBytes)
        {
            throw S3Error.InvalidRequest.Because(
                $"The specified copy source is larger than the maximum allowable size for a copy source: {call.Service.Limits.MaxCopyBytes}");
        }

        CheckChangesSomething(call, source);
        var description = Describe(call, original.Description);
        var (etag, checksum) = await DigestAsync(call, original, description).ConfigureAwait(false);
        var copy = new StoredObject
        {
            Key = call.Key,
            Content = original.Content,
            ETag = etag,
            LastModified = call.Service.Now,
            Description = description,
            Checksum = checksum,
        };
        copy.Content.Retain();
        bucket.Put(copy, condition);
        var answer = S3Answer.Xml(XmlAnswer.Write("CopyObjectResult", xml => WriteResult(xml, copy.QuotedETag, copy.LastModified, checksum)));
        EncryptionReader.Describe(answer, description.Encryption);
        return answer;
    }

    public static void WriteResult(XmlAnswer xml, string etag, DateTimeOffset lastModified, ObjectChecksum? checksum)
    {
        xml.Element("LastModified", lastModified);
        xml.Element("ETag", etag);
        if (checksum is null)
            return;
        xml.Element("ChecksumType", checksum.Type.Name());
        xml.Element(checksum.Algorithm.Element(), checksum.Value);
    }

    private static ObjectDescription Describe(S3Call call, ObjectDescription original)
    {
        var stated = DescriptionReader.Read(call);
        var replaced = Replaces(call, MetadataDirective)
            ? stated
            : stated with { Headers = WithRedirectOf(stated, original.Headers), Metadata = original.Metadata };
        return Replaces(call, TaggingDirective) || (Replaces(call, MetadataDirective) && call.Has(S3StoreQuirks.DropsTagsOnCopy))
            ? replaced
            : replaced with { Tags = original.Tags };
    }

    /// <summary>A redirect is never copied, only set anew.</summary>
    private static ImmutableSortedDictionary<string, string> WithRedirectOf(ObjectDescription stated, ImmutableSortedDictionary<string, string> headers) =>
        stated.Headers.TryGetValue(HeaderName.WebsiteRedirect, out var redirect)
            ? headers.SetItem(HeaderName.WebsiteRedirect, redirect)
            : headers.Remove(HeaderName.WebsiteRedirect);

    private static bool Replaces(S3Call call, string directive) => call.Header(directive) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw S3Error.BadArgument(directive, other, $"Unknown {(directive == MetadataDirective ? "metadata" : "tagging")} directive."),
    };

    private static void CheckChangesSomething(S3Call call, CopySource source)
    {
        var ontoItself = source.Key == call.Key && source.Bucket == call.Target.Bucket;
        if (ontoItself
            && !Replaces(call, MetadataDirective)
            && call.Header(HeaderName.StorageClass) is null
            && call.Header(HeaderName.Encryption) is null
            && call.Header(HeaderName.CustomerKey) is null
            && call.Header(HeaderName.WebsiteRedirect) is null)
        {
            throw S3Error.InvalidRequest.Because(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, " +
                "storage class, website redirect location or encryption attributes.");
        }
    }

    /// <summary>
    /// A copy is an object in one piece: its ETag is the MD5 of its bytes, also if the source came in parts; its checksum is the source's
    /// algorithm, or the one asked for, over all its bytes.
    /// </summary>
    private static async Task<(string ETag, ObjectChecksum? Checksum)> DigestAsync(S3Call call, StoredObject original, ObjectDescription description)
    {
        var keepsETag = original.Parts.IsEmpty && !original.Description.Encryption.HidesMd5 && !description.Encryption.HidesMd5;
        ChecksumAlgorithm? wanted = original.Checksum?.Algorithm;
        if (call.TryHeader(HeaderName.ChecksumAlgorithm, out var name))
            wanted = ChecksumNames.TryParse(name, out var parsed) ? parsed : throw S3Error.InvalidRequest.Because("Checksum algorithm provided is unsupported.");
        var keepsChecksum = wanted == original.Checksum?.Algorithm && original.Checksum?.Type != ChecksumType.Composite;
        if (keepsETag && keepsChecksum)
            return (original.ETag, original.Checksum);
        var hidden = description.Encryption.HidesMd5;
        if (call.Service.SkipsHash(original.Size))
            return (keepsETag ? original.ETag : EntityTag.Random(), keepsChecksum ? original.Checksum : null);
        using var digest = new BodyDigest(withMd5: !keepsETag && !hidden, keepsChecksum ? null : wanted);
        await EntityTag.DigestAsync(original.Content, digest, call.Aborted).ConfigureAwait(false);
        var etag = keepsETag ? original.ETag : digest.Md5() is { } md5 ? EntityTag.OfMd5(md5) : EntityTag.Random();
        var checksum = keepsChecksum || wanted is null
            ? original.Checksum
            : new ObjectChecksum(wanted.Value, ChecksumType.FullObject, Convert.ToBase64String(digest.Checksum()!));
        return (etag, checksum);
    }
}
