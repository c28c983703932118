using System.Runtime.CompilerServices;

namespace VfsStorage.Testing.Storage.Folders;

/// <summary>Content in a range of a file.</summary>
internal sealed class FileContent(ContentFile file, long start, long length) : Content
{
    public override long Length => length;

    public ContentFile File => file;

    /// <summary>Where in the file the first byte lies.</summary>
    public long Start => start;

    public override Content Slice(long offset, long length) => new FileContent(file, start + offset, length);

    public override void Retain() => file.Retain();

    public override void Release() => file.Release();

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long offset, long length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (length == 0)
            yield break;
        using var handle = System.IO.File.OpenHandle(
            file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        var buffer = new byte[(int)Math.Min(length, MemoryContent.ChunkBytes)];
        for (var position = start + offset; length > 0;)
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(length, buffer.Length));
            var count = await RandomAccess.ReadAsync(handle, wanted, position, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException($"{file.Path} is shorter than its objects say.");
            yield return wanted[..count];
            position += count;
            length -= count;
        }
    }
}
