using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace VfsStorage.Streams;

/// <summary>
/// A nameless local file that keeps what was sent to the store but may be needed again while its stream is open. It is
/// unlinked as soon as it is open (on Windows: opened with delete-on-close), so that a crash leaves nothing behind.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    public SpillFile(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, Path.GetRandomFileName());
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }
    }

    public async ValueTask WriteAsync(long offset, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        foreach (var memory in content)
        {
            await RandomAccess.WriteAsync(_handle, memory, offset, cancellationToken).ConfigureAwait(false);
            offset += memory.Length;
        }
    }

    /// <summary>Reads bytes that were written before into the start of a part.</summary>
    public async ValueTask ReadAsync(long offset, PartBuffer destination, long length, CancellationToken cancellationToken)
    {
        for (long done = 0; done < length;)
        {
            var read = await RandomAccess.ReadAsync(_handle, destination.Reserve(done, length - done), offset + done, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The spill file is shorter than what was written to it.");
            }

            done += read;
        }
    }

    public void Dispose() => _handle.Dispose();
}
