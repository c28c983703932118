namespace VfsStorage.Testing.Storage;

/// <summary>Collects an upload in chunks that become its content as they are.</summary>
internal sealed class MemoryContentWriter(long expectedLength) : ContentWriter
{
    private readonly List<byte[]> _chunks = [];
    private long _length;
    private int _used;

    public override ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        for (var rest = data.Span; !rest.IsEmpty;)
        {
            if (_chunks.Count == 0 || _used == _chunks[^1].Length)
                AddChunk();
            var count = Math.Min(rest.Length, _chunks[^1].Length - _used);
            rest[..count].CopyTo(_chunks[^1].AsSpan(_used));
            rest = rest[count..];
            _used += count;
            _length += count;
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask<Content> CompleteAsync(CancellationToken cancellationToken)
    {
        if (_chunks.Count > 0 && _used < _chunks[^1].Length)
            _chunks[^1] = _chunks[^1].AsSpan(0, _used).ToArray();
        return ValueTask.FromResult<Content>(new MemoryContent([.. _chunks], 0, _length));
    }

    private void AddChunk()
    {
        var missing = expectedLength - _length;
        var size = missing <= 0 ? MemoryContent.ChunkBytes : (int)Math.Min(missing, MemoryContent.ChunkBytes);
        _chunks.Add(GC.AllocateUninitializedArray<byte>(size));
        _used = 0;
    }
}
