using System.IO.Abstractions;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>A file stream of a store where a file appears all at once when it is closed: a process killed before leaves nothing.</summary>
public sealed class PublishingStream(string path, Func<Stream> open, CrashPoint crash) : FileSystemStream(new MemoryStream(), path, isAsync: false)
{
    private bool _isClosed;

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isClosed)
        {
            _isClosed = true;
            Publish();
        }

        base.Dispose(disposing);
    }

    private void Publish() => crash.Change(() =>
    {
        using var file = open();
        Position = 0;
        CopyTo(file);
        return true;
    });
}
