namespace VfsStorage.Objects;

/// <summary>
/// Names one object in one bucket. Invariants: the bucket is not empty; the key is not empty, does not start with
/// <c>/</c> and is at most 1,024 UTF-8 bytes. Made only where a mount turns a path into a key, so no inner layer checks again.
/// </summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The key as S3 stores it, without URL encoding.</param>
internal readonly record struct ObjectKey(string Bucket, string Key)
{
    public override string ToString() => $"s3://{Bucket}/{Key}";
}
