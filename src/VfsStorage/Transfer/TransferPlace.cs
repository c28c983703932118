using System.IO.Abstractions;

namespace VfsStorage.Transfer;

/// <summary>A directory that is copied from or to, with everything below it.</summary>
/// <param name="FileSystem">The file system it lies in: an <see cref="S3FileSystem"/>, the disk, or any other.</param>
/// <param name="Path">Its path there. On S3 it must lie in a mount.</param>
public sealed record TransferPlace(IFileSystem FileSystem, string Path);
