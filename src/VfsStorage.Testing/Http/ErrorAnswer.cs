using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Http;

/// <summary>The one place where an error becomes an answer.</summary>
internal static class ErrorAnswer
{
    public static S3Answer Of(S3Exception exception, string resource, string requestId)
    {
        var (error, details) = (exception.Error, exception.Details);
        var body = error.Status == 304 ? [] : XmlAnswer.WritePlain("Error", xml =>
        {
            xml.Element("Code", error.Code);
            xml.Element("Message", error.Message);
            foreach (var (name, value) in details)
                xml.Element(name, value);
            xml.Element("Resource", resource);
            xml.Element("RequestId", requestId);
            xml.Element("HostId", RequestId.Host);
        });
        var answer = new S3Answer(error.Status) { Body = body, Length = body.Length, ErrorCode = error.Code };
        if (body.Length > 0)
            answer.Add("Content-Type", "application/xml");
        foreach (var (name, value) in exception.Headers)
            answer.Add(name, value);
        return answer;
    }
}
