using System.IO.Abstractions;

namespace VfsStorage;

/// <summary>S3 as <c>System.IO</c>: an <see cref="IFileSystem"/> whose files are objects, behaving as .NET does on a Linux disk.</summary>
public sealed partial class S3FileSystem
{
}
