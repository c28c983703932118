namespace VfsStorage.Tree;

/// <summary>Limits of S3 that the tree works up to.</summary>
internal static class S3Limit
{
    /// <summary>The keys of one bulk delete.</summary>
    public const int BulkDelete = 1_000;

    /// <summary>The bytes that one COPY takes; more are copied in parts.</summary>
    public const long SingleCopy = 5L << 30;
}
