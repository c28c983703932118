using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>
/// The content of a file opened for reading: one version of it, in blocks. A reader that goes forward finds the next blocks under way already,
/// the more the further it came; one that jumps about fetches small aligned blocks where it lands, and a few of them are kept.
/// </summary>
internal sealed class ReadContent : IFileContent
{
    private const int Granule = 64 << 10;
    private const int CacheBytes = 8 << 20;
    private const int KeptBehind = 256 << 10;
    private const int LargestTail = 1 << 20;

    /// <summary>How much a reader who goes forward has under way at most; of very large parts, a few.</summary>
    private const long LargestAhead = 80 << 20;
    private const int LeastAhead = 4;

    /// <summary>In one run at most so many times what was read is fetched, unless the reader said that it will read on.</summary>
    private const int MostFetched = 8;

    /// <summary>The same in a run that has passed <see cref="LargestTail"/>: who came so far reads on, as a rule.</summary>
    private const int MostFetchedOnward = 32;

    /// <summary>A reader that has asked for this fraction of a file here and there gets a local copy of it, unless it is larger than that.</summary>
    private const int WorthCopying = 64;
    private const long LargestCopy = 1L << 30;

    private readonly PinnedObject _source;
    private readonly OpenFile _file;
    private readonly ReadSettings _settings;
    private readonly LinkedList<ReadBlock> _blocks = new();
    private bool _readsOn;
    private long _next;
    private long _run;
    private long _fetched;
    private long _blockSize;
    private long _nextLook;
    private long _asked;
    private long _spent;
    private LocalCopy? _copy;

    /// <param name="source">The version that is read.</param>
    /// <param name="first">The body that opening the file already started, from offset 0; <see langword="null"/> if there is none.</param>
    /// <param name="file">The handle.</param>
    /// <param name="settings">Sizes, memory and the caller's hints.</param>
    public ReadContent(PinnedObject source, ObjectBody? first, OpenFile file, ReadSettings settings)
    {
        (_source, _file, _settings) = (source, file, settings);
        _readsOn = settings.Options.HasFlag(FileOptions.SequentialScan);
        if (first is not null)
        {
            _blocks.AddLast(new ReadBlock(source, 0, first.Length, settings.Memory, first));
            _blockSize = _fetched = _spent = first.Length;
        }
    }

    public long Length => _source.Info.Length;

    private bool IsExact => _settings.Options.HasFlag(FileOptions.RandomAccess);

    public int Read(long offset, Span<byte> destination)
    {
        var bytes = (Find(offset)?.Peek(offset) ?? default).Span;
        var count = Math.Min(bytes.Length, destination.Length);
        bytes[..count].CopyTo(destination);
        Track(offset, count);
        return count;
    }

    public ReadOnlyMemory<byte> Peek(long offset)
    {
        _readsOn = true;
        var bytes = Find(offset)?.Peek(offset) ?? default;
        Track(offset, bytes.Length);
        return bytes;
    }

    public async ValueTask FetchAsync(long offset, int count, CancellationToken cancellationToken)
    {
        var block = Find(offset);
        if (block is { HasFailed: true })
        {
            // That was then, and told if anybody waited for it. Now the store is asked again.
            _blocks.Remove(block);
            await block.DisposeAsync().ConfigureAwait(false);
            block = null;
        }

        block ??= await OpenBlockAsync(offset, count).ConfigureAwait(false);
        if (_readsOn)
        {
            ReadAhead(block, offset);
        }

        await block.FetchAsync(offset, cancellationToken).ConfigureAwait(false);
    }

    public int Write(long offset, ReadOnlySpan<byte> source) => throw new NotSupportedException("Stream does not support writing.");

    public ValueTask MakeRoomAsync(long offset, CancellationToken cancellationToken) => throw new NotSupportedException("Stream does not support writing.");

    public ValueTask SetLengthAsync(long length, CancellationToken cancellationToken) => throw new NotSupportedException("Stream does not support writing.");

    public ValueTask PublishAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var block in _blocks)
        {
            await block.DisposeAsync().ConfigureAwait(false);
        }

        _blocks.Clear();
        if (_copy is not null)
        {
            await _copy.DisposeAsync().ConfigureAwait(false);
        }

        _file.Dispose();
    }

    private ReadBlock? Find(long offset)
    {
        // What was fetched last is what is read, as a rule.
        for (var node = _blocks.Last; node is not null; node = node.Previous)
        {
            if (node.Value.Covers(offset))
            {
                return node.Value;
            }
        }

        return null;
    }

    /// <summary>Notes what was read, and looks ahead now and then.</summary>
    private void Track(long offset, int count)
    {
        if (offset != _next && count > 0)
        {
            (_run, _nextLook) = (0, 0);
        }

        _next = count > 0 ? offset + count : _next;
        _run += count;
        if (_run > _nextLook && !IsExact)
        {
            _nextLook = _run + (Granule * 2);
            if (Find(_next) is { } block)
            {
                ReadAhead(block, _next);
            }
        }
    }

    /// <summary>The reader goes forward: lets go of what lies behind, and starts as many blocks ahead as its run is worth.</summary>
    private void ReadAhead(ReadBlock block, long offset)
    {
        if (_run >= LargestTail)
        {
            block.ReleaseBefore(offset - KeptBehind);
            Drop(other => other.End <= offset - KeptBehind && other.IsComplete);
        }

        var end = block.End;
        var ahead = 0;
        while (Find(end) is { } next)
        {
            end = next.End;
            ahead++;
        }

        for (var most = BlocksAhead; end < Length && ahead < most; ahead++)
        {
            var size = Math.Min(NextSize, Length - end);
            var added = new ReadBlock(_source, end, size, _settings.Memory);
            if (_fetched + size > Worth || !added.TryStart())
            {
                return;
            }

            Add(added);
            end = added.End;
        }
    }

    private long NextSize => _blockSize == 0 ? Granule * 4 : Math.Min(_blockSize * 4, _settings.PartSize);

    private int BlocksAhead => (int)Math.Min(_settings.Concurrency, Math.Max(LargestAhead / _settings.PartSize, LeastAhead));

    /// <summary>How many bytes this run is worth fetching, what was fetched for it already included.</summary>
    private long Worth => _readsOn ? long.MaxValue : _run * (_run > LargestTail ? MostFetchedOnward : MostFetched);

    /// <summary>Opens the block in which the reader is now, without one being ahead of it.</summary>
    private async ValueTask<ReadBlock> OpenBlockAsync(long offset, int count)
    {
        var goesOn = offset == _next && _run > 0;
        if (!goesOn)
        {
            await JumpAsync().ConfigureAwait(false);
        }

        var (start, end) = IsExact ? (offset, offset + count) : goesOn ? (offset, offset + NextSize) : LandAt(offset, count);
        var block = new ReadBlock(_source, start, Math.Min(end, Length) - start, _settings.Memory);
        var copy = _copy?.Has(block.Start, block.End - block.Start) == true ? _copy : null;
        if (!IsExact && !block.TryStart(copy))
        {
            // Without room the block is read as its reader goes, and nothing else is kept.
            Drop(other => other.IsComplete);
        }

        Add(block);
        _spent -= copy is null ? 0 : block.End - block.Start;
        return block;
    }

    /// <summary>Which bytes to fetch for a reader that comes out of nowhere: some around what it asks for, more at the end, where directories are.</summary>
    private (long Start, long End) LandAt(long offset, int count)
    {
        var tail = Math.Clamp(Length / 1024, Granule, LargestTail);
        if (offset >= Length - Granule)
        {
            return (Math.Max(0, Length - tail) / Granule * Granule, Length);
        }

        var start = offset / Granule * Granule;
        return (start, Math.Max(start + (2 * Granule), (offset + count + Granule - 1) / Granule * Granule));
    }

    private void Add(ReadBlock block)
    {
        _blocks.AddLast(block);
        _blockSize = block.End - block.Start;
        _fetched += _blockSize;
        _spent += _blockSize;
    }

    /// <summary>The reader has left its run: what was under way for it ends, and of what has come some is kept.</summary>
    private async ValueTask JumpAsync()
    {
        _asked += _run;
        (_run, _nextLook, _fetched, _blockSize) = (0, 0, 0, 0);
        CopyWhatWasEarned();
        foreach (var block in _blocks.Where(block => !block.IsComplete && block.End - block.Start > LargestTail).ToList())
        {
            await block.CutAsync().ConfigureAwait(false);
        }

        var kept = _blocks.Sum(block => block.End - block.Start);
        while (_blocks.First?.Value is { } oldest && (kept > CacheBytes || oldest.End == oldest.Start))
        {
            kept -= oldest.End - oldest.Start;
            _blocks.RemoveFirst();
            await oldest.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void CopyWhatWasEarned()
    {
        if (!IsExact && Length <= LargestCopy && Length > CacheBytes && _asked >= Length / WorthCopying)
        {
            _copy ??= new LocalCopy(_source, _settings.Memory, _settings.SpillDirectory);
            _copy.Allow((MostFetched * _asked) - _spent);
        }
    }

    private void Drop(Predicate<ReadBlock> which)
    {
        foreach (var block in _blocks.Where(block => which(block)).ToList())
        {
            _blocks.Remove(block);
            block.DisposeComplete();
        }
    }
}
