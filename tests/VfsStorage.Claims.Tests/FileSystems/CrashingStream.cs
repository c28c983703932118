using System.IO.Abstractions;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>A file stream whose writes count as changes; a process killed in one leaves half of its bytes.</summary>
public sealed class CrashingStream(FileSystemStream inner, CrashPoint crash) : FileSystemStream(inner, inner.Name, inner.IsAsync)
{
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var bytes = buffer.ToArray();
        crash.Change(
            () =>
            {
                inner.Write(bytes);
                return true;
            },
            () => inner.Write(bytes.AsSpan(0, bytes.Length / 2)));
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }
}
