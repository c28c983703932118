using System.Diagnostics;
using System.IO.Abstractions;

namespace VfsStorage.Facades.Files;

/// <summary>
/// Makes <see cref="S3FileVersionInfo"/>s of files that exist. One that starts as a Windows executable, which every .NET
/// assembly does, is put on the local disk for a moment, where the framework can look into it.
/// </summary>
internal sealed class S3FileVersionInfoFactory(Gate gate) : IFileVersionInfoFactory
{
    public IFileSystem FileSystem => gate.FileSystem;

    public IFileVersionInfo GetVersionInfo(string fileName)
    {
        var path = FileSystem.Path.GetFullPath(fileName);
        using var content = FileSystem.File.Exists(path) ? FileSystem.File.OpenRead(path) : throw new FileNotFoundException(path);
        return new S3FileVersionInfo(path, IsExecutable(content) ? Read(content) : null);
    }

    private static bool IsExecutable(Stream content) => content.ReadByte() == 'M' && content.ReadByte() == 'Z';

    private FileVersionInfo Read(Stream content)
    {
        var folder = Directory.CreateDirectory(gate.Options.SpillDirectory);
        var copy = Path.Combine(folder.FullName, Path.GetRandomFileName());
        try
        {
            using (var target = File.Create(copy))
            {
                content.Position = 0;
                content.CopyTo(target);
            }

            return FileVersionInfo.GetVersionInfo(copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
