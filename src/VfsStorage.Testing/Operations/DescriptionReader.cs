using System.Collections.Immutable;
using System.Text;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads from a request's headers what the object it writes is to be described by.</summary>
internal static class DescriptionReader
{
    private static readonly string[] KeptHeaders =
    [
        "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires",
        HeaderName.WebsiteRedirect,
    ];

    private static readonly HashSet<string> StorageClasses = new(StringComparer.Ordinal)
    {
        "STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR",
    };

    public static ObjectDescription Read(S3Call call) => new()
    {
        Headers = ReadHeaders(call),
        Metadata = ReadMetadata(call),
        Tags = call.TryHeader(HeaderName.Tagging, out var tags) ? TagSet.ParseHeader(tags, call.Service.Limits) : ObjectDescription.Plain.Tags,
        StorageClass = ReadStorageClass(call),
        Encryption = EncryptionReader.Read(call),
    };

    private static ImmutableSortedDictionary<string, string> ReadHeaders(S3Call call)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in KeptHeaders)
        {
            if (call.TryHeader(name, out var value) && WithoutTransferCoding(name, value) is { Length: > 0 } kept)
                headers[name] = kept;
        }

        return headers.ToImmutable();
    }

    /// <summary><c>aws-chunked</c> is how the body travels, no property of the object.</summary>
    private static string WithoutTransferCoding(string name, string value) =>
        name != "Content-Encoding"
            ? value
            : string.Join(',', value.Split(',', StringSplitOptions.TrimEntries).Where(c => c != "aws-chunked"));

    private static ImmutableSortedDictionary<string, string> ReadMetadata(S3Call call)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var size = 0;
        foreach (var header in call.Http.Request.Headers)
        {
            if (!header.Key.StartsWith(HeaderName.MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var name = header.Key[HeaderName.MetadataPrefix.Length..].ToLowerInvariant();
            var value = MailSafeText.Decode(string.Join(',', header.Value.AsEnumerable()));
            metadata[name] = value;
            size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        if (size > call.Service.Limits.MaxMetadataBytes)
            throw S3Error.MetadataTooLarge.With(("Size", $"{size}"), ("MaxSizeAllowed", $"{call.Service.Limits.MaxMetadataBytes}"));
        return metadata.ToImmutable();
    }

    private static string ReadStorageClass(S3Call call)
    {
        if (!call.TryHeader(HeaderName.StorageClass, out var value))
            return ObjectDescription.Plain.StorageClass;
        return StorageClasses.Contains(value) ? value : throw S3Error.InvalidStorageClass.With(("StorageClassRequested", value));
    }
}
