using System.IO.Abstractions;
using System.Text;
using VfsStorage.Streams;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    // As on Linux, on every host.
    private const string NewLine = "\n";

    public FileSystemStream Create(string path) => Create(path, OpenArguments.DefaultBufferSize);

    public FileSystemStream Create(string path, int bufferSize) => Create(path, bufferSize, FileOptions.None);

    public FileSystemStream Create(string path, int bufferSize, FileOptions options) =>
        Open(Checked(path), OpenArguments.Request(FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize, options));

    public FileSystemStream Open(string path, FileMode mode) => Open(path, mode, OpenArguments.DefaultAccess(mode));

    public FileSystemStream Open(string path, FileMode mode, FileAccess access) => Open(path, mode, access, FileShare.None);

    public FileSystemStream Open(string path, FileMode mode, FileAccess access, FileShare share) =>
        Open(Checked(path), OpenArguments.Request(mode, access, share));

    public FileSystemStream Open(string path, FileStreamOptions options) => Open(Checked(path), OpenArguments.Request(options));

    public FileSystemStream OpenRead(string path) => Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);

    public FileSystemStream OpenWrite(string path) => Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    public StreamReader OpenText(string path) => new(OpenRead(path));

    public StreamWriter CreateText(string path) => Writer(path, FileMode.Create, TextContent.Utf8NoBom);

    public StreamWriter AppendText(string path) => Writer(path, FileMode.Append, TextContent.Utf8NoBom);

    public Task<FileSystemStream> OpenAsync(
        string path, FileMode mode, FileAccess access, FileShare share, CancellationToken cancellationToken) =>
        OpenAsync(Checked(path), OpenArguments.Request(mode, access, share, options: FileOptions.Asynchronous), cancellationToken);

    public Task<FileSystemStream> OpenAsync(string path, FileStreamOptions options, CancellationToken cancellationToken) =>
        OpenAsync(Checked(path), OpenArguments.Request(options), cancellationToken);

    internal FileSystemStream Open(string path, OpenRequest request) =>
        gate.Run(path, (file, token) => Tree.OpenAsync(file, request, token));

    private Task<FileSystemStream> OpenAsync(string path, OpenRequest request, CancellationToken cancellationToken) =>
        gate.RunAsync(path, (file, token) => Tree.OpenAsync(file, request, token), cancellationToken);

    private Task<FileSystemStream> OpenReadAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(path, FileMode.Open, FileAccess.Read, FileShare.Read, cancellationToken);

    private StreamWriter Writer(string path, FileMode mode, Encoding encoding) =>
        new(Open(path, mode, FileAccess.Write, FileShare.Read), encoding) { NewLine = NewLine };
}
