using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace VfsStorage.Streams;

/// <summary>
/// A nameless local file that keeps what was sent to the store but may be needed again while its stream is open, and what memory has no room
/// for. It is made with the first write, and unlinked as soon as it is open (on Windows: opened with delete-on-close), so that a crash leaves
/// nothing behind.
/// </summary>
internal sealed class SpillFile(string directory) : IDisposable
{
    private readonly Lazy<SafeFileHandle> _handle = new(() => Open(directory));

    public async ValueTask WriteAsync(long offset, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        foreach (var memory in content)
        {
            pieces.Add(memory);
        }

        await RandomAccess.WriteAsync(_handle.Value, pieces, offset, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads bytes that were written before.</summary>
    public async ValueTask ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (!destination.IsEmpty)
        {
            var read = await RandomAccess.ReadAsync(_handle.Value, destination, offset, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The spill file is shorter than what was written to it.");
            }

            destination = destination[read..];
            offset += read;
        }
    }

    public void Dispose()
    {
        if (_handle.IsValueCreated)
        {
            _handle.Value.Dispose();
        }
    }

    private static SafeFileHandle Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, Path.GetRandomFileName());
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return handle;
    }
}
