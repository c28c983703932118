using System.Collections.Immutable;
using System.Xml.Linq;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads tags from the header and the XML form and applies S3's rules to them.</summary>
internal static class TagSet
{
    private const int MaxNameLength = 128;
    private const int MaxValueLength = 256;

    public static ImmutableSortedDictionary<string, string> ParseHeader(string text, S3Limits limits) =>
        Create(new QueryParameters(text).All, limits);

    public static ImmutableSortedDictionary<string, string> ParseXml(XElement tagging, S3Limits limits)
    {
        var set = tagging.Children("TagSet").FirstOrDefault() ?? throw S3Error.MalformedXml.With();
        return Create(set.Children("Tag").Select(t => KeyValuePair.Create(t.RequiredChild("Key"), t.RequiredChild("Value"))), limits);
    }

    private static ImmutableSortedDictionary<string, string> Create(IEnumerable<KeyValuePair<string, string>> tags, S3Limits limits)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
        {
            if (name.Length is 0 or > MaxNameLength)
                throw S3Error.InvalidTag.Because("The TagKey you have provided is invalid", ("TagKey", name));
            if (value.Length > MaxValueLength)
                throw S3Error.InvalidTag.Because("The TagValue you have provided is invalid", ("TagValue", value));
            if (!result.TryAdd(name, value))
                throw S3Error.InvalidTag.Because("Cannot provide multiple Tags with the same key", ("TagKey", name));
        }

        return result.Count <= limits.MaxTags
            ? result.ToImmutable()
            : throw S3Error.BadRequest.Because($"Object tags cannot be greater than {limits.MaxTags}");
    }
}
