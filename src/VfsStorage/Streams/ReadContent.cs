using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>
/// The content of a file opened for reading: one version of it, in blocks. A reader that goes forward finds the next blocks
/// under way already; one that jumps about fetches small blocks where it lands.
/// </summary>
internal sealed class ReadContent : IFileContent
{
    private const int SmallestBlock = 256 << 10;
    private const int MaxBlocksAhead = 4;

    private readonly PinnedObject _source;
    private readonly OpenFile _file;
    private readonly long _largestBlock;
    private readonly bool _exact;
    private readonly LinkedList<ReadBlock> _blocks = new();
    private long _blockSize = SmallestBlock;
    private int _ahead;

    /// <param name="source">The version that is read.</param>
    /// <param name="first">The body that opening the file already started, from offset 0; <see langword="null"/> for an empty file.</param>
    /// <param name="file">The handle.</param>
    /// <param name="partSize">The largest block, in bytes.</param>
    /// <param name="options">Hints: RandomAccess fetches exactly what is asked for.</param>
    public ReadContent(PinnedObject source, ObjectBody? first, OpenFile file, long partSize, FileOptions options)
    {
        _source = source;
        _file = file;
        _largestBlock = partSize;
        _exact = options.HasFlag(FileOptions.RandomAccess);
        if (first is not null)
        {
            _blocks.AddLast(new ReadBlock(source, 0, first.Length, first));
            _blockSize = partSize;
        }
    }

    public long Length => _source.Info.Length;

    public int Read(long offset, Span<byte> destination) => Find(offset)?.Read(offset, destination) ?? 0;

    public async ValueTask FetchAsync(long offset, int count, CancellationToken cancellationToken)
    {
        if (Find(offset) is not { } block)
        {
            block = await OpenBlockAsync(offset, count).ConfigureAwait(false);
        }

        if (block.End < Length && block.IsHalfRead(offset))
        {
            ReadAhead();
        }

        await block.FetchAsync(offset, cancellationToken).ConfigureAwait(false);
    }

    public int Write(long offset, ReadOnlySpan<byte> source) => throw new NotSupportedException("Stream does not support writing.");

    public ValueTask MakeRoomAsync(long offset, CancellationToken cancellationToken) => throw new NotSupportedException("Stream does not support writing.");

    public ValueTask SetLengthAsync(long length, CancellationToken cancellationToken) => throw new NotSupportedException("Stream does not support writing.");

    public ValueTask PublishAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await DropAsync(_ => true).ConfigureAwait(false);
        _file.Dispose();
    }

    private ReadBlock? Find(long offset)
    {
        for (var node = _blocks.First; node is not null; node = node.Next)
        {
            if (node.Value.Contains(offset))
            {
                return node.Value;
            }
        }

        return null;
    }

    private async ValueTask<ReadBlock> OpenBlockAsync(long offset, int count)
    {
        var isNext = _blocks.Last?.Value.End == offset;
        _blockSize = _exact ? count : isNext ? Math.Min(_blockSize * 4, _largestBlock) : Math.Max(count, SmallestBlock);
        await DropAsync(block => !isNext || block.End <= offset).ConfigureAwait(false);
        if (!isNext)
        {
            _ahead = 0;
        }

        return _blocks.AddLast(NewBlock(offset)).Value;
    }

    /// <summary>The reader goes forward: lets go of what lies behind, and starts a block more ahead each time.</summary>
    private void ReadAhead()
    {
        if (_exact)
        {
            return;
        }

        _ahead = Math.Min(_ahead + 1, MaxBlocksAhead);
        while (_blocks.Count <= _ahead && _blocks.Last!.Value.End is var end && end < Length)
        {
            _blockSize = Math.Min(_blockSize * 2, _largestBlock);
            var block = NewBlock(end);
            block.Start();
            _blocks.AddLast(block);
        }
    }

    private ReadBlock NewBlock(long offset) => new(_source, offset, Math.Min(_blockSize, Length - offset), null);

    private async ValueTask DropAsync(Predicate<ReadBlock> which)
    {
        foreach (var block in _blocks.Where(block => which(block)).ToList())
        {
            _blocks.Remove(block);
            await block.DisposeAsync().ConfigureAwait(false);
        }
    }
}
