namespace VfsStorage.Streams;

/// <summary>Which bytes of a draft its handle has written itself since it was last published: ranges in order, none touching the next.</summary>
internal sealed class WrittenRanges
{
    private readonly List<(long Start, long End)> _ranges = [];

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>The end of the last range; 0 if there is none.</summary>
    public long End => IsEmpty ? 0 : _ranges[^1].End;

    public void Add(long start, long end)
    {
        if (_ranges is [.., var last] && start >= last.Start && start <= last.End)
        {
            _ranges[^1] = (last.Start, Math.Max(last.End, end));
            return;
        }

        var first = _ranges.FindIndex(range => range.End >= start);
        first = first < 0 ? _ranges.Count : first;
        var count = 0;
        for (; first + count < _ranges.Count && _ranges[first + count].Start <= end; count++)
        {
            start = Math.Min(start, _ranges[first + count].Start);
            end = Math.Max(end, _ranges[first + count].End);
        }

        _ranges.RemoveRange(first, count);
        _ranges.Insert(first, (start, end));
    }

    /// <summary>Forgets what lies beyond a length.</summary>
    public void Cut(long length)
    {
        _ranges.RemoveAll(range => range.Start >= length);
        if (End > length)
        {
            _ranges[^1] = (_ranges[^1].Start, length);
        }
    }

    public void Clear() => _ranges.Clear();

    /// <summary>What lies between the ranges, from 0 to <paramref name="length"/>.</summary>
    public IEnumerable<(long Start, long End)> Gaps(long length)
    {
        long at = 0;
        foreach (var (start, end) in _ranges)
        {
            if (start > at && at < length)
            {
                yield return (at, Math.Min(start, length));
            }

            at = end;
        }

        if (at < length)
        {
            yield return (at, length);
        }
    }
}
