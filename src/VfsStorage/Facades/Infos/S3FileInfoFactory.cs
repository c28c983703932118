using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Infos;

/// <summary>Makes <see cref="S3FileInfo"/>s.</summary>
internal sealed class S3FileInfoFactory(Gate gate) : IFileInfoFactory
{
    public IFileSystem FileSystem => gate.FileSystem;

    public IFileInfo New(string fileName) => new S3FileInfo(gate, NotNull(fileName));

    [return: NotNullIfNotNull(nameof(fileInfo))]
    public IFileInfo? Wrap(FileInfo? fileInfo) => fileInfo is null ? null : throw Unsupported.Wrap(nameof(FileInfo), "FileInfo.New");
}
