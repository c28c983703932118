using System.Xml;
using System.Xml.Linq;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Xml;

/// <summary>Reads the XML body of a request; whatever is not as it should be is <c>MalformedXML</c>.</summary>
internal static class XmlRequest
{
    // Keys may hold characters that XML 1.0 forbids, sent as character references.
    private static readonly XmlReaderSettings Settings = new() { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit };

    /// <summary>The root element, which must be called <paramref name="root"/>.</summary>
    public static XElement Parse(byte[] body, string root)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Settings);
            var element = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return element.Name.LocalName == root ? element : throw S3Error.MalformedXml.With();
        }
        catch (XmlException)
        {
            throw S3Error.MalformedXml.With();
        }
    }

    /// <summary>The child elements of a name, in whatever namespace: S3 does not insist on its own.</summary>
    public static IEnumerable<XElement> Children(this XElement parent, string name) =>
        parent.Elements().Where(e => e.Name.LocalName == name);

    public static string? Child(this XElement parent, string name) => parent.Children(name).FirstOrDefault()?.Value;

    public static string RequiredChild(this XElement parent, string name) => parent.Child(name) ?? throw S3Error.MalformedXml.With();
}
