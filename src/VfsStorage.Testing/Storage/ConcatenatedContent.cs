using System.Runtime.CompilerServices;

namespace VfsStorage.Testing.Storage;

/// <summary>Several contents one after the other, as a completed multipart upload has them.</summary>
internal sealed class ConcatenatedContent : Content
{
    private readonly Content[] _parts;
    private readonly long[] _ends;

    public ConcatenatedContent(IReadOnlyList<Content> parts)
    {
        _parts = [.. parts.SelectMany(p => p is ConcatenatedContent nested ? nested._parts : [p]).Where(p => p.Length > 0)];
        _ends = new long[_parts.Length];
        var end = 0L;
        for (var i = 0; i < _parts.Length; i++)
            _ends[i] = end += _parts[i].Length;
        Length = end;
    }

    public override long Length { get; }

    /// <summary>The contents it is made of; none of them is itself concatenated.</summary>
    public IReadOnlyList<Content> Parts => _parts;

    public override Content Slice(long offset, long length) =>
        Concat([.. Ranges(offset, length).Select(r => r.Part.Slice(r.Offset, r.Length))]);

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long offset, long length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var range in Ranges(offset, length))
        {
            await foreach (var piece in range.Part.ReadAsync(range.Offset, range.Length, cancellationToken).ConfigureAwait(false))
                yield return piece;
        }
    }

    public override void Retain() => Array.ForEach(_parts, p => p.Retain());

    public override void Release() => Array.ForEach(_parts, p => p.Release());

    private IEnumerable<(Content Part, long Offset, long Length)> Ranges(long offset, long length)
    {
        var index = Array.BinarySearch(_ends, offset + 1);
        for (var i = index < 0 ? ~index : index; length > 0; i++)
        {
            var within = offset - (_ends[i] - _parts[i].Length);
            var count = Math.Min(length, _parts[i].Length - within);
            yield return (_parts[i], within, count);
            offset += count;
            length -= count;
        }
    }
}
