using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Facades.Enumeration;

/// <summary>
/// A blocking view of an asynchronous sequence. The first move is made at once, so that what is wrong throws at the call and
/// not at the first element; the first enumeration goes on from there, a later one starts anew.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Enumerables are not disposed; a listing that is never gone through holds nothing but its first page.")]
internal sealed class PagedEnumerable<T>(Func<IAsyncEnumerable<T>> list) : IEnumerable<T>
{
    private Cursor? _started = new(list());

    public IEnumerator<T> GetEnumerator() => Interlocked.Exchange(ref _started, null) ?? new Cursor(list());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>An enumerator that is one move ahead at its start.</summary>
    private sealed class Cursor : IEnumerator<T>
    {
        private readonly IAsyncEnumerator<T> _source;
        private bool _isAhead = true;
        private bool _isOnElement;

        public Cursor(IAsyncEnumerable<T> source)
        {
            _source = source.GetAsyncEnumerator(CancellationToken.None);
            _isOnElement = Blocking.MoveNext(_source);
        }

        public T Current => _source.Current;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            _isOnElement = _isAhead ? _isOnElement : _isOnElement && Blocking.MoveNext(_source);
            _isAhead = false;
            return _isOnElement;
        }

        public void Reset() => throw new NotSupportedException("Ask for a new enumerator: a listing goes forward only.");

        public void Dispose() => Blocking.Dispose(_source);
    }
}
