using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>The tags of an object.</summary>
internal static class Tagging
{
    private const int MaxBodyBytes = 64 << 10;

    public static Task<S3Answer> GetAsync(S3Call call)
    {
        ObjectReads.CheckVersion(call);
        var tags = call.Bucket.Get(call.Key).Description.Tags;
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("Tagging", xml => xml.Element("TagSet", set =>
        {
            foreach (var (name, value) in tags)
            {
                set.Element("Tag", tag =>
                {
                    tag.Element("Key", name);
                    tag.Element("Value", value);
                });
            }
        }))));
    }

    public static async Task<S3Answer> PutAsync(S3Call call)
    {
        ObjectReads.CheckVersion(call);
        var body = await CheckedBody.ReadAsync(call, MaxBodyBytes).ConfigureAwait(false);
        var tags = TagSet.ParseXml(XmlRequest.Parse(body, "Tagging"), call.Service.Limits);
        call.Bucket.Update(call.Key, o => o with { Description = o.Description with { Tags = tags } });
        return new S3Answer(200);
    }

    public static Task<S3Answer> DeleteAsync(S3Call call)
    {
        ObjectReads.CheckVersion(call);
        call.Bucket.Update(call.Key, o => o with { Description = o.Description with { Tags = ObjectDescription.Plain.Tags } });
        return Task.FromResult(new S3Answer(204));
    }
}
