using System.Buffers;
using System.Text;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    public void WriteAllBytes(string path, byte[] bytes) => Write(CheckedAfter(bytes, path), new(bytes));

    public void WriteAllBytes(string path, ReadOnlySpan<byte> bytes) => Write(Checked(path), new(bytes.ToArray()));

    public Task WriteAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default) =>
        WriteAllBytesAsync(path, NotNull(bytes).AsMemory(), cancellationToken);

    public Task WriteAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        WriteAsync(Checked(path), () => new(bytes), cancellationToken);

    public void WriteAllText(string path, string? contents) => WriteAllText(path, contents, TextContent.Utf8NoBom);

    public void WriteAllText(string path, ReadOnlySpan<char> contents) => WriteAllText(path, contents, TextContent.Utf8NoBom);

    public void WriteAllText(string path, string? contents, Encoding encoding) => WriteAllText(path, contents.AsSpan(), encoding);

    public void WriteAllText(string path, ReadOnlySpan<char> contents, Encoding encoding) =>
        Write(Checked(path, encoding), TextContent.File(contents, encoding));

    public Task WriteAllTextAsync(string path, string? contents, CancellationToken cancellationToken = default) =>
        WriteAllTextAsync(path, contents, TextContent.Utf8NoBom, cancellationToken);

    public Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken = default) =>
        WriteAllTextAsync(path, contents, TextContent.Utf8NoBom, cancellationToken);

    public Task WriteAllTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        WriteAllTextAsync(path, contents.AsMemory(), encoding, cancellationToken);

    public Task WriteAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        WriteAsync(Checked(path, encoding), () => TextContent.File(contents.Span, encoding), cancellationToken);

    public void WriteAllLines(string path, string[] contents) => WriteAllLines(path, (IEnumerable<string>)contents);

    public void WriteAllLines(string path, IEnumerable<string> contents) => WriteAllLines(path, contents, TextContent.Utf8NoBom);

    public void WriteAllLines(string path, string[] contents, Encoding encoding) =>
        WriteAllLines(path, (IEnumerable<string>)contents, encoding);

    public void WriteAllLines(string path, IEnumerable<string> contents, Encoding encoding) =>
        WriteLines(Checked(path, encoding, contents), contents, encoding);

    public Task WriteAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken = default) =>
        WriteAllLinesAsync(path, contents, TextContent.Utf8NoBom, cancellationToken);

    public Task WriteAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        WriteLinesAsync(Checked(path, encoding, contents), contents, encoding, cancellationToken);

    private void Write(string path, ReadOnlySequence<byte> content) =>
        gate.Run(path, (file, token) => Tree.WriteAsync(file, content, token));

    private Task WriteAsync(string path, Func<ReadOnlySequence<byte>> content, CancellationToken cancellationToken) =>
        gate.RunAsync(path, (file, token) => Tree.WriteAsync(file, content(), token), cancellationToken);

    // The caller's sequence runs on the caller's thread; what it has yielded when it throws is kept, as on a disk.
    private void WriteLines(string path, IEnumerable<string> lines, Encoding encoding)
    {
        using var writer = Writer(path, FileMode.Create, encoding);
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    private async Task WriteLinesAsync(string path, IEnumerable<string> lines, Encoding encoding, CancellationToken cancellationToken)
    {
        var stream = await OpenAsync(path, FileMode.Create, FileAccess.Write, FileShare.Read, cancellationToken).ConfigureAwait(false);
        var writer = new StreamWriter(stream, encoding) { NewLine = NewLine };
        await using (writer.ConfigureAwait(false))
        {
            foreach (var line in lines)
            {
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
