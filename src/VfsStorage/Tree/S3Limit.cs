namespace VfsStorage.Tree;

/// <summary>Limits of S3 that the tree works up to.</summary>
internal static class S3Limit
{
    /// <summary>The keys of one bulk delete.</summary>
    public const int BulkDelete = 1_000;
}
