using System.Runtime.CompilerServices;
using System.Text;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    public byte[] ReadAllBytes(string path) => gate.Run(Checked(path), Tree.ReadAsync);

    public Task<byte[]> ReadAllBytesAsync(string path, CancellationToken cancellationToken = default) =>
        gate.RunAsync(Checked(path), Tree.ReadAsync, cancellationToken);

    public string ReadAllText(string path) => ReadAllText(path, Encoding.UTF8);

    public string ReadAllText(string path, Encoding encoding) => TextContent.Decode(ReadAllBytes(Checked(path, encoding)), encoding);

    public Task<string> ReadAllTextAsync(string path, CancellationToken cancellationToken = default) =>
        ReadAllTextAsync(path, Encoding.UTF8, cancellationToken);

    public Task<string> ReadAllTextAsync(string path, Encoding encoding, CancellationToken cancellationToken = default) =>
        ReadAsync(Checked(path, encoding), content => TextContent.Decode(content, encoding), cancellationToken);

    public string[] ReadAllLines(string path) => ReadAllLines(path, Encoding.UTF8);

    public string[] ReadAllLines(string path, Encoding encoding) => TextContent.Lines(ReadAllBytes(Checked(path, encoding)), encoding);

    public Task<string[]> ReadAllLinesAsync(string path, CancellationToken cancellationToken = default) =>
        ReadAllLinesAsync(path, Encoding.UTF8, cancellationToken);

    public Task<string[]> ReadAllLinesAsync(string path, Encoding encoding, CancellationToken cancellationToken = default) =>
        ReadAsync(Checked(path, encoding), content => TextContent.Lines(content, encoding), cancellationToken);

    public IEnumerable<string> ReadLines(string path) => ReadLines(path, Encoding.UTF8);

    public IEnumerable<string> ReadLines(string path, Encoding encoding)
    {
        Checked(path, encoding);
        return new FileLines(() => new StreamReader(OpenRead(path), encoding));
    }

    public IAsyncEnumerable<string> ReadLinesAsync(string path, CancellationToken cancellationToken = default) =>
        ReadLinesAsync(path, Encoding.UTF8, cancellationToken);

    /// <summary>Opens the file with the first element, not at the call as .NET does: opening takes a request, and a caller must not be blocked.</summary>
    public IAsyncEnumerable<string> ReadLinesAsync(string path, Encoding encoding, CancellationToken cancellationToken = default) =>
        LinesAsync(Checked(path, encoding), encoding, cancellationToken);

    private Task<T> ReadAsync<T>(string path, Func<byte[], T> decode, CancellationToken cancellationToken) =>
        gate.RunAsync(path, async (file, token) => decode(await Tree.ReadAsync(file, token).ConfigureAwait(false)), cancellationToken);

    private async IAsyncEnumerable<string> LinesAsync(
        string path, Encoding encoding, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await OpenReadAsync(path, cancellationToken).ConfigureAwait(false), encoding);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return line;
        }
    }
}
