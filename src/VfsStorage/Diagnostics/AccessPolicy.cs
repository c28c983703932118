using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.Configuration;
using VfsStorage.Objects.S3;

namespace VfsStorage.Diagnostics;

/// <summary>The IAM policy that permits what the application does in its four areas, and nothing else.</summary>
internal static class AccessPolicy
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Read = ["s3:GetObject", "s3:GetObjectTagging"];
    private static readonly string[] Write = ["s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload"];
    private static readonly string[] Delete = ["s3:DeleteObject"];

    /// <summary>The policy as JSON.</summary>
    public static string Of(StorageOptions options)
    {
        var areas = StorageArea.All(options);
        var statements = new JsonArray();
        foreach (var bucket in areas.GroupBy(area => area.Bucket, StringComparer.Ordinal))
        {
            statements.Add(Listing([.. bucket], options.S3));
            statements.Add(Statement("See", bucket, ["s3:ListBucketMultipartUploads", "s3:GetLifecycleConfiguration"], [BucketOf(bucket.First(), options.S3)]));
        }

        foreach (var area in areas)
        {
            var needs = AreaNeeds.Of(area);
            string[] actions = [.. Read, .. needs.Writes ? Write : [], .. needs.Deletes ? Delete : []];
            statements.Add(Statement("Files", [area], actions, [ObjectsOf(area, options.S3)]));
            // Probes, diagnoses and journals: below names that nothing else has.
            if (!needs.Writes || !needs.Deletes)
                statements.Add(Statement("OwnNames", [area], [.. Write, .. Delete], [ObjectsOf(area, options.S3, ".vfs*")]));
        }

        if (EncryptionSetting.Parse(options.S3.Sse) == S3Encryption.Kms && options.S3.KmsKeyId is { } key)
            statements.Add(new JsonObject { ["Sid"] = "Encrypt", ["Effect"] = "Allow", ["Action"] = Array("kms:GenerateDataKey", "kms:Decrypt"), ["Resource"] = KeyArn(key, options.S3) });
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString(Indented);
    }

    /// <summary>The ARN of an area's objects.</summary>
    public static string ObjectsOf(StorageArea area, S3StorageOptions s3, string name = "*")
    {
        var bucket = BucketOf(area, s3);
        return $"{bucket}/{(IsAccessPoint(area) ? "object/" : "")}{area.MountPrefix}{name}";
    }

    /// <summary>The ARN of an area's bucket.</summary>
    public static string BucketOf(StorageArea area, S3StorageOptions s3) => IsAccessPoint(area) ? area.Bucket! : $"arn:{Partition(s3)}:s3:::{area.Bucket}";

    private static JsonObject Listing(IReadOnlyList<StorageArea> areas, S3StorageOptions s3)
    {
        var statement = Statement("List", areas, ["s3:ListBucket"], [BucketOf(areas[0], s3)]);
        if (areas.All(area => area.MountPrefix.Length > 0))
        {
            var prefixes = Array([.. areas.Select(area => area.MountPrefix + "*")]);
            statement["Condition"] = new JsonObject { ["StringLike"] = new JsonObject { ["s3:prefix"] = prefixes } };
        }

        return statement;
    }

    private static JsonObject Statement(string verb, IEnumerable<StorageArea> areas, string[] actions, string[] resources) => new()
    {
        // A Sid takes letters and digits only.
        ["Sid"] = verb + string.Concat(areas.Select(area => char.ToUpperInvariant(area.Name[0]) + area.Name[1..])),
        ["Effect"] = "Allow",
        ["Action"] = Array(actions),
        ["Resource"] = Array(resources),
    };

    private static JsonArray Array(params string[] values) => [.. values.Select(value => JsonValue.Create(value))];

    private static string KeyArn(string key, S3StorageOptions s3) => key.StartsWith("arn:", StringComparison.Ordinal)
        ? key
        : $"arn:{Partition(s3)}:kms:{S3ClientFactory.Names(s3).Region}:*:key/{key}";

    private static bool IsAccessPoint(StorageArea area) => area.Bucket!.StartsWith("arn:", StringComparison.Ordinal);

    private static string Partition(S3StorageOptions s3) => S3ClientFactory.Names(s3).Partition;
}
