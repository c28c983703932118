using Microsoft.Win32.SafeHandles;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    public SafeFileHandle OpenHandle(
        string path, FileMode mode = FileMode.Open, FileAccess access = FileAccess.Read, FileShare share = FileShare.Read,
        FileOptions options = FileOptions.None, long preallocationSize = 0) =>
        throw Unsupported.Handle(Checked(path), "File.Open");

    public FileAttributes GetAttributes(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetAttributes(path)");

    public void SetAttributes(SafeFileHandle fileHandle, FileAttributes fileAttributes) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetAttributes(path, …)");

    public DateTime GetCreationTime(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetCreationTime(path)");

    public void SetCreationTime(SafeFileHandle fileHandle, DateTime creationTime) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetCreationTime(path, …)");

    public DateTime GetCreationTimeUtc(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetCreationTimeUtc(path)");

    public void SetCreationTimeUtc(SafeFileHandle fileHandle, DateTime creationTimeUtc) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetCreationTimeUtc(path, …)");

    public DateTime GetLastAccessTime(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetLastAccessTime(path)");

    public void SetLastAccessTime(SafeFileHandle fileHandle, DateTime lastAccessTime) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetLastAccessTime(path, …)");

    public DateTime GetLastAccessTimeUtc(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetLastAccessTimeUtc(path)");

    public void SetLastAccessTimeUtc(SafeFileHandle fileHandle, DateTime lastAccessTimeUtc) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetLastAccessTimeUtc(path, …)");

    public DateTime GetLastWriteTime(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetLastWriteTime(path)");

    public void SetLastWriteTime(SafeFileHandle fileHandle, DateTime lastWriteTime) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetLastWriteTime(path, …)");

    public DateTime GetLastWriteTimeUtc(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetLastWriteTimeUtc(path)");

    public void SetLastWriteTimeUtc(SafeFileHandle fileHandle, DateTime lastWriteTimeUtc) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetLastWriteTimeUtc(path, …)");

    public UnixFileMode GetUnixFileMode(SafeFileHandle fileHandle) => throw Unsupported.Handle(NotNull(fileHandle), "File.GetUnixFileMode(path)");

    public void SetUnixFileMode(SafeFileHandle fileHandle, UnixFileMode mode) =>
        throw Unsupported.Handle(NotNull(fileHandle), "File.SetUnixFileMode(path, …)");

    public void Encrypt(string path) => throw Unsupported.Encryption(NotNull(path));

    public void Decrypt(string path) => throw Unsupported.Encryption(NotNull(path));
}
