using System.IO.Abstractions;
using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>The public face of an open handle: <see cref="FileSystemStream"/> forwards to the <see cref="HandleStream"/> inside.</summary>
internal sealed class S3FileStream(HandleStream handle, VirtualPath path, bool isAsync) : FileSystemStream(handle, path.ToString(), isAsync)
{
    public override void Flush(bool flushToDisk)
    {
        if (flushToDisk)
        {
            handle.Publish();
        }
        else
        {
            handle.Flush();
        }
    }

    // The base class forwards everything but this.
    public override async ValueTask DisposeAsync()
    {
        await handle.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
