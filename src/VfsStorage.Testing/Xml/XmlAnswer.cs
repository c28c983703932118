using System.Globalization;
using System.Text;
using System.Xml;

namespace VfsStorage.Testing.Xml;

/// <summary>Writes the XML body of an answer.</summary>
internal sealed class XmlAnswer : IDisposable
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // A key may hold characters that XML 1.0 forbids; S3 writes them as character references all the same.
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = false,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly MemoryStream _buffer = new();
    private readonly XmlWriter _writer;

    private XmlAnswer(string root, string? ns)
    {
        _writer = XmlWriter.Create(_buffer, Settings);
        _writer.WriteStartElement(root, ns);
    }

    public static byte[] Write(string root, Action<XmlAnswer> content) => Write(root, Namespace, content);

    /// <summary>A document outside S3's namespace, as errors are.</summary>
    public static byte[] WritePlain(string root, Action<XmlAnswer> content) => Write(root, null, content);

    /// <summary>Writes an element, or nothing if its value is null.</summary>
    public void Element(string name, string? value)
    {
        if (value is null)
            return;
        _writer.WriteStartElement(name);
        _writer.WriteString(value);
        _writer.WriteEndElement();
    }

    public void Element(string name, long value) => Element(name, value.ToString(CultureInfo.InvariantCulture));

    public void Element(string name, bool value) => Element(name, value ? "true" : "false");

    public void Element(string name, DateTimeOffset value) =>
        Element(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>Writes text into the current element.</summary>
    public void Text(string value) => _writer.WriteString(value);

    /// <summary>Writes an element that holds others.</summary>
    public void Element(string name, Action<XmlAnswer> content)
    {
        _writer.WriteStartElement(name);
        content(this);
        _writer.WriteEndElement();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _buffer.Dispose();
    }

    private static byte[] Write(string root, string? ns, Action<XmlAnswer> content)
    {
        using var answer = new XmlAnswer(root, ns);
        content(answer);
        answer._writer.WriteEndElement();
        answer._writer.Flush();
        return answer._buffer.ToArray();
    }
}
