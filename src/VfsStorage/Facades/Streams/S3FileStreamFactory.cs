using System.IO.Abstractions;
using Microsoft.Win32.SafeHandles;
using VfsStorage.Streams;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Streams;

/// <summary>Opens streams with the defaults and checks of <see cref="FileStream"/>'s constructors.</summary>
internal sealed class S3FileStreamFactory(Gate gate) : IFileStreamFactory
{
    private const string Instead = "FileStream.New(path, …)";

    public IFileSystem FileSystem => gate.FileSystem;

    public FileSystemStream New(string path, FileMode mode) => New(path, mode, OpenArguments.DefaultAccess(mode));

    public FileSystemStream New(string path, FileMode mode, FileAccess access) => New(path, mode, access, FileShare.Read);

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share) =>
        New(path, mode, access, share, OpenArguments.DefaultBufferSize);

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize) =>
        New(path, mode, access, share, bufferSize, FileOptions.None);

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, bool useAsync) =>
        New(path, mode, access, share, bufferSize, OpenArguments.Options(useAsync));

    public FileSystemStream New(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize, FileOptions options) =>
        Open(Checked(path), OpenArguments.Request(mode, access, share, bufferSize, options));

    public FileSystemStream New(string path, FileStreamOptions options) => Open(Checked(path), OpenArguments.Request(options));

    public FileSystemStream New(SafeFileHandle handle, FileAccess access) => throw Unsupported.Handle(NotNull(handle), Instead);

    public FileSystemStream New(SafeFileHandle handle, FileAccess access, int bufferSize) => throw Unsupported.Handle(NotNull(handle), Instead);

    public FileSystemStream New(SafeFileHandle handle, FileAccess access, int bufferSize, bool isAsync) =>
        throw Unsupported.Handle(NotNull(handle), Instead);

    public FileSystemStream Wrap(FileStream fileStream) => fileStream is null ? null! : throw Unsupported.Wrap(nameof(FileStream), Instead);

    private FileSystemStream Open(string path, OpenRequest request) =>
        gate.Run(path, (file, token) => gate.Tree.OpenAsync(file, request, token));
}
