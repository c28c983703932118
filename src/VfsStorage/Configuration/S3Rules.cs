using System.Net;
using System.Text.RegularExpressions;

namespace VfsStorage.Configuration;

/// <summary>What must hold of <c>storage.s3</c> in mode s3.</summary>
internal static partial class S3Rules
{
    private static readonly string[] StorageClasses =
    [
        "STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "REDUCED_REDUNDANCY", "EXPRESS_ONEZONE",
    ];

    public static IEnumerable<string> Mistakes(StorageOptions options) =>
        [.. Areas(options), .. ConnectionMistakes(options.S3)];

    /// <summary>What must hold of a connection by itself, whatever its areas are.</summary>
    public static IEnumerable<string> ConnectionMistakes(S3StorageOptions s3) => [.. Endpoint(s3), .. Identity(s3), .. Encryption(s3), .. Objects(s3)];

    private static IEnumerable<string> Areas(StorageOptions options)
    {
        var areas = StorageArea.All(options);
        foreach (var area in areas)
        {
            if (string.IsNullOrWhiteSpace(area.Bucket)) yield return $"{area.BucketKey}: it is missing";
            else if (!IsBucket(area.Bucket, options.S3))
            {
                yield return $"{area.BucketKey}: '{area.Bucket}' is not a valid bucket name";
            }

            if (area.MountPrefix.Length > 0 && area.MountPrefix.TrimEnd('/').Split('/').Any(segment => segment is "" or "." or ".."))
            {
                yield return $"{area.PrefixKey}: '{area.Prefix}' has an empty, '.' or '..' segment";
            }
        }

        var overlaps =
            from first in areas
            from second in areas.SkipWhile(area => area != first).Skip(1)
            where !string.IsNullOrWhiteSpace(first.Bucket) && first.Bucket == second.Bucket
            where first.MountPrefix.StartsWith(second.MountPrefix, StringComparison.Ordinal)
                || second.MountPrefix.StartsWith(first.MountPrefix, StringComparison.Ordinal)
            select $"{second.PrefixKey}: '{second.Prefix}' overlaps {first.PrefixKey} '{first.Prefix}' in bucket '{first.Bucket}'; "
                + "areas must not contain each other";
        foreach (var overlap in overlaps) yield return overlap;
    }

    private static IEnumerable<string> Endpoint(S3StorageOptions s3)
    {
        var isCustom = !string.IsNullOrWhiteSpace(s3.ServiceUrl);
        if (s3.AwsRegion is { } region && !(isCustom ? AnyRegion() : AwsRegion()).IsMatch(region))
        {
            yield return $"storage.s3.aws_region: '{region}' is not a region, such as eu-central-1";
        }

        if (!isCustom) yield break;
        if (!Uri.TryCreate(s3.ServiceUrl, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            yield return "storage.s3.service_url: it is not an absolute https URL";
        }
        else if (url.UserInfo.Length > 0)
        {
            yield return "storage.s3.service_url: credentials do not belong in a URL; "
                + "use the AWS default chain, storage.s3.profile or storage.s3.role_arn";
        }
        else if (url.PathAndQuery is not "/" || url.Fragment.Length > 0)
        {
            yield return $"storage.s3.service_url: '{s3.ServiceUrl}' has a path; buckets are named by storage.s3.…_bucket";
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !s3.AllowInsecure && !url.IsLoopback)
        {
            yield return $"storage.s3.service_url: '{s3.ServiceUrl}' is not https, so anyone on the way can read and change what is sent; "
                + "use https, or set storage.s3.allow_insecure";
        }
    }

    private static IEnumerable<string> Identity(S3StorageOptions s3)
    {
        if (s3.RoleArn is { } role && !RoleArn().IsMatch(role))
        {
            yield return $"storage.s3.role_arn: '{role}' is not the ARN of a role, such as arn:aws:iam::123456789012:role/name";
        }

        if (!SessionName().IsMatch(s3.RoleSessionName))
        {
            yield return $"storage.s3.role_session_name: '{s3.RoleSessionName}' is not 2 to 64 letters, digits or any of _=,.@-";
        }

        if (s3.ExternalId is not null && s3.RoleArn is null)
        {
            yield return "storage.s3.external_id: it means nothing without storage.s3.role_arn";
        }

        if (s3.ExpectedBucketOwner is { } owner && !Account().IsMatch(owner))
        {
            yield return $"storage.s3.expected_bucket_owner: '{owner}' is not an account id of twelve digits";
        }

        if (s3.Profile is { } profile && string.IsNullOrWhiteSpace(profile)) yield return "storage.s3.profile: it is empty";
    }

    private static IEnumerable<string> Encryption(S3StorageOptions s3)
    {
        var encryption = EncryptionSetting.Parse(s3.Sse);
        if (encryption is null)
        {
            yield return $"storage.s3.sse: '{s3.Sse}' is not one of {string.Join(", ", EncryptionSetting.Names)}";
        }

        if (s3.KmsKeyId is not null && encryption is not (null or S3Encryption.Kms))
        {
            yield return "storage.s3.kms_key_id: it means nothing without storage.s3.sse sse-kms";
        }

        if (encryption == S3Encryption.CustomerKey)
        {
            if (string.IsNullOrWhiteSpace(s3.SseCustomerKeyFile))
            {
                yield return "storage.s3.sse_customer_key_file: it is missing; sse-c needs a key";
            }
            else if (EncryptionSetting.ReadKey(s3.SseCustomerKeyFile) is null)
            {
                yield return $"storage.s3.sse_customer_key_file: '{s3.SseCustomerKeyFile}' cannot be read, "
                    + "or is not the base64 of 32 bytes";
            }

            if (s3.ServiceUrl?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true)
            {
                yield return "storage.s3.sse: sse-c sends its key with every request, so storage.s3.service_url must be https";
            }
        }
        else if (s3.SseCustomerKeyFile is not null && encryption is not null)
        {
            yield return "storage.s3.sse_customer_key_file: it means nothing without storage.s3.sse sse-c";
        }
    }

    private static IEnumerable<string> Objects(S3StorageOptions s3)
    {
        if (s3.StorageClass is { } storageClass && !StorageClasses.Contains(storageClass, StringComparer.Ordinal))
        {
            yield return $"storage.s3.storage_class: '{storageClass}' is not one of {string.Join(", ", StorageClasses)} "
                + "(what is archived cannot be read as a file)";
        }

        if (s3 is { Locking: S3Locking.Lease, Compatibility: S3Compatibility.B2 or S3Compatibility.Generic })
        {
            yield return "storage.s3.locking: leases rest on conditional writes, and storage.s3.compatibility says that the store has none; "
                + "use locking process";
        }

        if (s3.MemoryBudgetMb < 2 * s3.PartSizeMb)
        {
            yield return $"storage.s3.memory_budget_mb: {s3.MemoryBudgetMb} does not hold two parts of {s3.PartSizeMb} (storage.s3.part_size_mb)";
        }
    }

    private static bool IsBucket(string bucket, S3StorageOptions s3)
    {
        if (!string.IsNullOrWhiteSpace(s3.ServiceUrl)) return AnyBucket().IsMatch(bucket);
        return AccessPoint().IsMatch(bucket)
            || (AwsBucket().IsMatch(bucket)
                && !bucket.Contains("..", StringComparison.Ordinal)
                && !bucket.StartsWith("xn--", StringComparison.Ordinal)
                && !IPAddress.TryParse(bucket, out _));
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex AwsBucket();

    // Other stores are laxer.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]\z")]
    private static partial Regex AnyBucket();

    [GeneratedRegex(@"^arn:aws[a-z-]*:s3:[a-z0-9-]*:\d{12}:accesspoint[/:][A-Za-z0-9.-]+\z")]
    private static partial Regex AccessPoint();

    [GeneratedRegex(@"^[a-z]{2,4}(-[a-z]+)+-\d{1,2}\z")]
    private static partial Regex AwsRegion();

    // What the SDK takes for the part of a host name.
    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex AnyRegion();

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role/[\x21-\x7e]+\z")]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}\z")]
    private static partial Regex SessionName();

    [GeneratedRegex(@"^\d{12}\z")]
    private static partial Regex Account();
}
