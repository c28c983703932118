using System.Text;
using System.Xml.Linq;

namespace VfsStorage.Tests.Testing;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public XElement Xml => XElement.Parse(Text);

    /// <summary>The S3 error code of the body, or null.</summary>
    public string? Code => Bytes.Length > 0 && Text.StartsWith('<') ? Child("Code") : null;

    public string? Child(string name) => Xml.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
