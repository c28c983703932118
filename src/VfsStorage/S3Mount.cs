namespace VfsStorage;

/// <summary>Shows a bucket, or the part of it below a prefix, as a directory of the file system.</summary>
/// <param name="Path">The absolute directory path, such as <c>/drop</c> or <c>/</c>.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Prefix">
/// What every key below the mount starts with, such as <c>input/</c>; empty (the default) for the whole bucket.
/// A leading <c>/</c> is dropped and a missing trailing <c>/</c> is added.
/// </param>
public sealed record S3Mount(string Path, string Bucket, string Prefix = "");
