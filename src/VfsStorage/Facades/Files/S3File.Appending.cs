using System.Buffers;
using System.Text;
using VfsStorage.Paths;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    public void AppendAllBytes(string path, byte[] bytes) => Append(CheckedAfter(bytes, path), new(bytes));

    public void AppendAllBytes(string path, ReadOnlySpan<byte> bytes) => Append(Checked(path), new(bytes.ToArray()));

    public Task AppendAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default) =>
        AppendAllBytesAsync(path, NotNull(bytes).AsMemory(), cancellationToken);

    public Task AppendAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        gate.RunAsync(Checked(path), (file, token) => Tree.AppendAsync(file, new Addition(new(bytes)), token), cancellationToken);

    public void AppendAllText(string path, string? contents) => AppendAllText(path, contents, TextContent.Utf8NoBom);

    public void AppendAllText(string path, ReadOnlySpan<char> contents) => AppendAllText(path, contents, TextContent.Utf8NoBom);

    public void AppendAllText(string path, string? contents, Encoding encoding) => AppendAllText(path, contents.AsSpan(), encoding);

    public void AppendAllText(string path, ReadOnlySpan<char> contents, Encoding encoding) =>
        AppendText(Checked(path, encoding), encoding, TextContent.Body(contents, encoding));

    public Task AppendAllTextAsync(string path, string? contents, CancellationToken cancellationToken = default) =>
        AppendAllTextAsync(path, contents, TextContent.Utf8NoBom, cancellationToken);

    public Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, CancellationToken cancellationToken = default) =>
        AppendAllTextAsync(path, contents, TextContent.Utf8NoBom, cancellationToken);

    public Task AppendAllTextAsync(string path, string? contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        AppendAllTextAsync(path, contents.AsMemory(), encoding, cancellationToken);

    public Task AppendAllTextAsync(string path, ReadOnlyMemory<char> contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        gate.RunAsync(
            Checked(path, encoding),
            (file, token) => AppendTextAsync(file, encoding, TextContent.Body(contents.Span, encoding), token),
            cancellationToken);

    public void AppendAllLines(string path, IEnumerable<string> contents) => AppendAllLines(path, contents, TextContent.Utf8NoBom);

    public void AppendAllLines(string path, IEnumerable<string> contents, Encoding encoding) =>
        AppendLines(Checked(path, encoding, contents), contents, encoding);

    public Task AppendAllLinesAsync(string path, IEnumerable<string> contents, CancellationToken cancellationToken = default) =>
        AppendAllLinesAsync(path, contents, TextContent.Utf8NoBom, cancellationToken);

    public Task AppendAllLinesAsync(string path, IEnumerable<string> contents, Encoding encoding, CancellationToken cancellationToken = default) =>
        AppendLinesAsync(Checked(path, encoding, contents), contents, encoding, cancellationToken);

    private void Append(string path, ReadOnlySequence<byte> content) =>
        gate.Run(path, (file, token) => Tree.AppendAsync(file, new Addition(content), token));

    private void AppendText(string path, Encoding encoding, ReadOnlySequence<byte> text) =>
        gate.Run(path, (file, token) => AppendTextAsync(file, encoding, text, token));

    private void AppendLines(string path, IEnumerable<string> lines, Encoding encoding)
    {
        foreach (var text in LineBatches.Of(lines, NewLine))
        {
            AppendText(path, encoding, TextContent.Body(text, encoding));
        }
    }

    private Task AppendLinesAsync(string path, IEnumerable<string> lines, Encoding encoding, CancellationToken cancellationToken) =>
        Gate.StartAsync(() => AppendEachAsync(path, lines, encoding, cancellationToken), cancellationToken);

    private async Task AppendEachAsync(string path, IEnumerable<string> lines, Encoding encoding, CancellationToken cancellationToken)
    {
        foreach (var text in LineBatches.Of(lines, NewLine))
        {
            await AppendAllTextAsync(path, text, encoding, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task AppendTextAsync(VirtualPath path, Encoding encoding, ReadOnlySequence<byte> text, CancellationToken cancellationToken) =>
        Tree.AppendAsync(path, new Addition(text) { Preamble = encoding.GetPreamble() }, cancellationToken);
}
