using System.IO.Abstractions;
using Microsoft.Win32.SafeHandles;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Streams;

/// <summary>Refuses every member of <see cref="IRandomAccess"/>: all take operating-system handles, which files on S3 have not.</summary>
internal sealed class S3RandomAccess(Gate gate) : IRandomAccess
{
    private const string Reading = "a stream of File.OpenRead with Seek";
    private const string Writing = "a stream of File.Open with Seek";

    public IFileSystem FileSystem => gate.FileSystem;

    public void FlushToDisk(SafeFileHandle handle) => throw Unsupported.Handle(NotNull(handle), "Flush(true) of a stream of File.Open");

    public long GetLength(SafeFileHandle handle) => throw Unsupported.Handle(NotNull(handle), "FileInfo.Length");

    public void SetLength(SafeFileHandle handle, long length) => throw Unsupported.Handle(NotNull(handle), "SetLength of a stream of File.Open");

    public int Read(SafeFileHandle handle, Span<byte> buffer, long fileOffset) => throw Unsupported.Handle(NotNull(handle), Reading);

    public long Read(SafeFileHandle handle, IReadOnlyList<Memory<byte>> buffers, long fileOffset) =>
        throw Unsupported.Handle(NotNull(handle), Reading);

    public ValueTask<int> ReadAsync(SafeFileHandle handle, Memory<byte> buffer, long fileOffset, CancellationToken cancellationToken = default) =>
        throw Unsupported.Handle(NotNull(handle), Reading);

    public ValueTask<long> ReadAsync(
        SafeFileHandle handle, IReadOnlyList<Memory<byte>> buffers, long fileOffset, CancellationToken cancellationToken = default) =>
        throw Unsupported.Handle(NotNull(handle), Reading);

    public void Write(SafeFileHandle handle, ReadOnlySpan<byte> buffer, long fileOffset) => throw Unsupported.Handle(NotNull(handle), Writing);

    public void Write(SafeFileHandle handle, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long fileOffset) =>
        throw Unsupported.Handle(NotNull(handle), Writing);

    public ValueTask WriteAsync(
        SafeFileHandle handle, ReadOnlyMemory<byte> buffer, long fileOffset, CancellationToken cancellationToken = default) =>
        throw Unsupported.Handle(NotNull(handle), Writing);

    public ValueTask WriteAsync(
        SafeFileHandle handle, IReadOnlyList<ReadOnlyMemory<byte>> buffers, long fileOffset, CancellationToken cancellationToken = default) =>
        throw Unsupported.Handle(NotNull(handle), Writing);
}
