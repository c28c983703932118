using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;

namespace VfsStorage.Facades.Infos;

/// <summary>Makes <see cref="S3DirectoryInfo"/>s.</summary>
internal sealed class S3DirectoryInfoFactory(Gate gate) : IDirectoryInfoFactory
{
    public IFileSystem FileSystem => gate.FileSystem;

    public IDirectoryInfo New(string path) => new S3DirectoryInfo(gate, path);

    [return: NotNullIfNotNull(nameof(directoryInfo))]
    public IDirectoryInfo? Wrap(DirectoryInfo? directoryInfo) =>
        directoryInfo is null ? null : throw Unsupported.Wrap(nameof(DirectoryInfo), "DirectoryInfo.New");
}
