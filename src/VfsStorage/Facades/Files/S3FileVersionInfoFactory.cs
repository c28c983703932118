using System.IO.Abstractions;

namespace VfsStorage.Facades.Files;

/// <summary>Makes <see cref="S3FileVersionInfo"/>s of files that exist.</summary>
internal sealed class S3FileVersionInfoFactory(Gate gate) : IFileVersionInfoFactory
{
    public IFileSystem FileSystem => gate.FileSystem;

    public IFileVersionInfo GetVersionInfo(string fileName)
    {
        var path = FileSystem.Path.GetFullPath(fileName);
        return FileSystem.File.Exists(path) ? new S3FileVersionInfo(path) : throw new FileNotFoundException(path);
    }
}
