using System.Collections;

namespace VfsStorage.Facades.Files;

/// <summary>
/// The lines of a file, read as they are asked for. The file is opened when this is made, because a missing file throws at
/// the call; a second enumeration opens it again.
/// </summary>
internal sealed class FileLines(Func<StreamReader> open) : IEnumerable<string>, IEnumerator<string>
{
    private StreamReader? _reader = open();
    private bool _isTaken;
    private string? _current;

    public string Current => _current!;

    object IEnumerator.Current => Current;

    public IEnumerator<string> GetEnumerator()
    {
        var enumerator = _isTaken ? new FileLines(open) : this;
        enumerator._isTaken = true;
        return enumerator;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool MoveNext()
    {
        _current = _reader?.ReadLine();
        if (_current is null)
        {
            Dispose();
        }

        return _current is not null;
    }

    public void Reset() => throw new NotSupportedException("Ask for a new enumerator: the file is read once, from its start.");

    public void Dispose()
    {
        _isTaken = true;
        _reader?.Dispose();
        _reader = null;
    }
}
