using System.Globalization;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>Buckets themselves, and the little configuration they have here.</summary>
internal static class Buckets
{
    private const string DefaultRegion = "us-east-1";
    private const int MaxBodyBytes = 64 << 10;

    public static Task<S3Answer> ListAsync(S3Call call)
    {
        var prefix = call.Query["prefix"] ?? "";
        var after = call.Query["continuation-token"] ?? "";
        var max = int.TryParse(call.Query["max-buckets"], NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : int.MaxValue;
        var found = call.Service.Buckets.Ordered
            .Where(b => b.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(b.Name, after) > 0)
            .Where(b => call.Query["bucket-region"] is not { } region || b.Region == region)
            .ToList();
        var page = found.Take(max).ToList();
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("ListAllMyBucketsResult", xml =>
        {
            xml.Element("Owner", x => x.Element("ID", call.Service.Options.OwnerId));
            xml.Element("Buckets", x =>
            {
                foreach (var bucket in page)
                {
                    x.Element("Bucket", b =>
                    {
                        b.Element("Name", bucket.Name);
                        b.Element("CreationDate", bucket.Created);
                        b.Element("BucketRegion", bucket.Region);
                    });
                }
            });
            xml.Element("ContinuationToken", page.Count < found.Count && page.Count > 0 ? page[^1].Name : null);
            xml.Element("Prefix", call.Query["prefix"]);
        })));
    }

    public static async Task<S3Answer> CreateAsync(S3Call call)
    {
        var body = await CheckedBody.ReadAsync(call, MaxBodyBytes).ConfigureAwait(false);
        var region = body.Length == 0 ? null : XmlRequest.Parse(body, "CreateBucketConfiguration").Child("LocationConstraint");
        var own = call.Service.Options.Region;
        if ((region ?? DefaultRegion) != own)
            throw S3Error.IllegalLocationConstraint.Because($"The {region ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.");
        call.Service.Buckets.Create(call.Target.Bucket, own, call.Service.Now);
        return new S3Answer(200).Add("Location", "/" + call.Target.Bucket);
    }

    public static Task<S3Answer> HeadAsync(S3Call call) =>
        Task.FromResult(new S3Answer(200).Add("x-amz-bucket-region", call.Bucket.Region).Add("x-amz-access-point-alias", "false").Add("Content-Type", "application/xml"));

    public static Task<S3Answer> DeleteAsync(S3Call call)
    {
        call.Service.Buckets.Delete(call.Target.Bucket);
        return Task.FromResult(new S3Answer(204));
    }

    /// <summary>The oldest region answers with an empty constraint, as it has since before there were others.</summary>
    public static Task<S3Answer> GetLocationAsync(S3Call call)
    {
        var region = call.Bucket.Region;
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("LocationConstraint", xml => xml.Text(region == DefaultRegion ? "" : region))));
    }

    /// <summary>Versioning has never been switched on.</summary>
    public static Task<S3Answer> GetVersioningAsync(S3Call call)
    {
        _ = call.Bucket;
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("VersioningConfiguration", _ => { })));
    }

    public static Task<S3Answer> GetLifecycleAsync(S3Call call)
    {
        var xml = call.Bucket.Lifecycle ?? throw S3Error.NoSuchLifecycleConfiguration.With(("BucketName", call.Target.Bucket));
        return Task.FromResult(S3Answer.Xml(System.Text.Encoding.UTF8.GetBytes(xml)));
    }

    public static async Task<S3Answer> PutLifecycleAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var body = await CheckedBody.ReadAsync(call, MaxBodyBytes, requireDigest: true).ConfigureAwait(false);
        var configuration = XmlRequest.Parse(body, "LifecycleConfiguration");
        var rules = configuration.Children("Rule").ToList();
        if (rules.Count == 0 || rules.Exists(r => r.Child("Status") is not ("Enabled" or "Disabled")))
            throw S3Error.MalformedXml.With();
        bucket.Lifecycle = configuration.ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
        return new S3Answer(200);
    }

    public static Task<S3Answer> DeleteLifecycleAsync(S3Call call)
    {
        call.Bucket.Lifecycle = null;
        return Task.FromResult(new S3Answer(204));
    }
}
