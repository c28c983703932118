using Microsoft.Win32.SafeHandles;

namespace VfsStorage.Testing.Storage.Folders;

/// <summary>Streams an upload into a content file, which becomes part of an object only when its record names it.</summary>
internal sealed class FileContentWriter(ContentFile file) : ContentWriter
{
    private SafeFileHandle? _handle;
    private long _length;
    private bool _completed;

    public override async ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        _handle ??= File.OpenHandle(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
        await RandomAccess.WriteAsync(_handle, data, _length, cancellationToken).ConfigureAwait(false);
        _length += data.Length;
    }

    public override ValueTask<Content> CompleteAsync(CancellationToken cancellationToken)
    {
        _completed = true;
        if (_handle is null)
            return ValueTask.FromResult(Content.Empty);
        file.Retain();
        return ValueTask.FromResult<Content>(new FileContent(file, 0, _length));
    }

    public override void Dispose()
    {
        _handle?.Dispose();
        if (!_completed && _handle is not null)
            File.Delete(file.Path);
        base.Dispose();
    }
}
