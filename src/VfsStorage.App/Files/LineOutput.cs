using System.Text;

namespace VfsStorage.App.Files;

/// <summary>Collects lines and writes them in blocks: a listing of a million entries must not be a million writes.</summary>
internal sealed class LineOutput(TextWriter output)
{
    private const int BlockChars = 16 * 1024;

    private readonly StringBuilder _block = new();
    private readonly Lock _gate = new();

    /// <summary>Adds a line.</summary>
    public void WriteLine(string line)
    {
        lock (_gate)
        {
            _block.Append(line).Append('\n');
            if (_block.Length >= BlockChars)
                WriteBlock();
        }
    }

    /// <summary>Writes what has been collected.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            WriteBlock();
            output.Flush();
        }
    }

    private void WriteBlock()
    {
        output.Write(_block);
        _block.Clear();
    }
}
