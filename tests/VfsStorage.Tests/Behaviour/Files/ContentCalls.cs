using System.Text;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>All members that read or write the content of a file, by what they do to it.</summary>
public static class ContentCalls
{
    private static readonly byte[] Bytes = [1, 2, 3];
    private static readonly string[] Lines = ["one", "two"];

    /// <summary>Members that read the whole content or open it for reading; the file must exist.</summary>
    public static readonly PathCall[] Reads =
    [
        new("ReadAllBytes", (fs, path) => fs.File.ReadAllBytes(path)),
        PathCall.Async("ReadAllBytesAsync", (fs, path) => fs.File.ReadAllBytesAsync(path)),
        new("ReadAllText", (fs, path) => fs.File.ReadAllText(path)),
        new("ReadAllText(encoding)", (fs, path) => fs.File.ReadAllText(path, Encoding.UTF8)),
        PathCall.Async("ReadAllTextAsync", (fs, path) => fs.File.ReadAllTextAsync(path)),
        PathCall.Async("ReadAllTextAsync(encoding)", (fs, path) => fs.File.ReadAllTextAsync(path, Encoding.UTF8)),
        new("ReadAllLines", (fs, path) => fs.File.ReadAllLines(path)),
        new("ReadAllLines(encoding)", (fs, path) => fs.File.ReadAllLines(path, Encoding.UTF8)),
        PathCall.Async("ReadAllLinesAsync", (fs, path) => fs.File.ReadAllLinesAsync(path)),
        PathCall.Async("ReadAllLinesAsync(encoding)", (fs, path) => fs.File.ReadAllLinesAsync(path, Encoding.UTF8)),
        new("ReadLines", (fs, path) => ((IDisposable)fs.File.ReadLines(path)).Dispose()),
        new("ReadLines(encoding)", (fs, path) => ((IDisposable)fs.File.ReadLines(path, Encoding.UTF8)).Dispose()),
        PathCall.Async("ReadLinesAsync", (fs, path) => Drain(fs.File.ReadLinesAsync(path))),
        PathCall.Async("ReadLinesAsync(encoding)", (fs, path) => Drain(fs.File.ReadLinesAsync(path, Encoding.UTF8))),
        PathCall.Open("OpenText", (fs, path) => fs.File.OpenText(path)),
        PathCall.Open("OpenRead", (fs, path) => fs.File.OpenRead(path)),
        PathCall.Open("Open(Open)", (fs, path) => fs.File.Open(path, FileMode.Open)),
        PathCall.Open("Open(Open, Read)", (fs, path) => fs.File.Open(path, FileMode.Open, FileAccess.Read)),
        PathCall.Open("Open(Open, Read, Read)", (fs, path) => fs.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read)),
        PathCall.Open("Open(options)", (fs, path) => fs.File.Open(path, new FileStreamOptions())),
        PathCall.Open("FileStream.New(Open)", (fs, path) => fs.FileStream.New(path, FileMode.Open)),
        PathCall.Open("FileStream.New(Open, Read)", (fs, path) => fs.FileStream.New(path, FileMode.Open, FileAccess.Read)),
        PathCall.Open("FileStream.New(options)", (fs, path) => fs.FileStream.New(path, new FileStreamOptions())),
    ];

    /// <summary>Members that create the file, or empty it first where it exists.</summary>
    public static readonly PathCall[] Writes =
    [
        new("WriteAllBytes", (fs, path) => fs.File.WriteAllBytes(path, Bytes)),
        new("WriteAllBytes(span)", (fs, path) => fs.File.WriteAllBytes(path, Bytes.AsSpan())),
        PathCall.Async("WriteAllBytesAsync", (fs, path) => fs.File.WriteAllBytesAsync(path, Bytes)),
        PathCall.Async("WriteAllBytesAsync(memory)", (fs, path) => fs.File.WriteAllBytesAsync(path, Bytes.AsMemory())),
        new("WriteAllText", (fs, path) => fs.File.WriteAllText(path, "text")),
        new("WriteAllText(encoding)", (fs, path) => fs.File.WriteAllText(path, "text", Encoding.UTF8)),
        new("WriteAllText(span)", (fs, path) => fs.File.WriteAllText(path, "text".AsSpan())),
        new("WriteAllText(span, encoding)", (fs, path) => fs.File.WriteAllText(path, "text".AsSpan(), Encoding.UTF8)),
        PathCall.Async("WriteAllTextAsync", (fs, path) => fs.File.WriteAllTextAsync(path, "text")),
        PathCall.Async("WriteAllTextAsync(encoding)", (fs, path) => fs.File.WriteAllTextAsync(path, "text", Encoding.UTF8)),
        PathCall.Async("WriteAllTextAsync(memory)", (fs, path) => fs.File.WriteAllTextAsync(path, "text".AsMemory())),
        PathCall.Async("WriteAllTextAsync(memory, encoding)", (fs, path) => fs.File.WriteAllTextAsync(path, "text".AsMemory(), Encoding.UTF8)),
        new("WriteAllLines(array)", (fs, path) => fs.File.WriteAllLines(path, Lines)),
        new("WriteAllLines(array, encoding)", (fs, path) => fs.File.WriteAllLines(path, Lines, Encoding.UTF8)),
        new("WriteAllLines(sequence)", (fs, path) => fs.File.WriteAllLines(path, Lines.AsEnumerable())),
        new("WriteAllLines(sequence, encoding)", (fs, path) => fs.File.WriteAllLines(path, Lines.AsEnumerable(), Encoding.UTF8)),
        PathCall.Async("WriteAllLinesAsync", (fs, path) => fs.File.WriteAllLinesAsync(path, Lines)),
        PathCall.Async("WriteAllLinesAsync(encoding)", (fs, path) => fs.File.WriteAllLinesAsync(path, Lines, Encoding.UTF8)),
        PathCall.Open("Create", (fs, path) => fs.File.Create(path)),
        PathCall.Open("Create(bufferSize)", (fs, path) => fs.File.Create(path, 1024)),
        PathCall.Open("Create(bufferSize, options)", (fs, path) => fs.File.Create(path, 1024, FileOptions.None)),
        PathCall.Open("CreateText", (fs, path) => fs.File.CreateText(path)),
        PathCall.Open("Open(Create)", (fs, path) => fs.File.Open(path, FileMode.Create)),
        PathCall.Open("FileStream.New(Create)", (fs, path) => fs.FileStream.New(path, FileMode.Create)),
    ];

    /// <summary>Members that create the file, or add to its end where it exists.</summary>
    public static readonly PathCall[] Appends =
    [
        new("AppendAllBytes", (fs, path) => fs.File.AppendAllBytes(path, Bytes)),
        new("AppendAllBytes(span)", (fs, path) => fs.File.AppendAllBytes(path, Bytes.AsSpan())),
        PathCall.Async("AppendAllBytesAsync", (fs, path) => fs.File.AppendAllBytesAsync(path, Bytes)),
        PathCall.Async("AppendAllBytesAsync(memory)", (fs, path) => fs.File.AppendAllBytesAsync(path, Bytes.AsMemory())),
        new("AppendAllText", (fs, path) => fs.File.AppendAllText(path, "text")),
        new("AppendAllText(encoding)", (fs, path) => fs.File.AppendAllText(path, "text", Encoding.UTF8)),
        new("AppendAllText(span)", (fs, path) => fs.File.AppendAllText(path, "text".AsSpan())),
        new("AppendAllText(span, encoding)", (fs, path) => fs.File.AppendAllText(path, "text".AsSpan(), Encoding.UTF8)),
        PathCall.Async("AppendAllTextAsync", (fs, path) => fs.File.AppendAllTextAsync(path, "text")),
        PathCall.Async("AppendAllTextAsync(encoding)", (fs, path) => fs.File.AppendAllTextAsync(path, "text", Encoding.UTF8)),
        PathCall.Async("AppendAllTextAsync(memory)", (fs, path) => fs.File.AppendAllTextAsync(path, "text".AsMemory())),
        PathCall.Async("AppendAllTextAsync(memory, encoding)", (fs, path) => fs.File.AppendAllTextAsync(path, "text".AsMemory(), Encoding.UTF8)),
        new("AppendAllLines", (fs, path) => fs.File.AppendAllLines(path, Lines)),
        new("AppendAllLines(encoding)", (fs, path) => fs.File.AppendAllLines(path, Lines, Encoding.UTF8)),
        PathCall.Async("AppendAllLinesAsync", (fs, path) => fs.File.AppendAllLinesAsync(path, Lines)),
        PathCall.Async("AppendAllLinesAsync(encoding)", (fs, path) => fs.File.AppendAllLinesAsync(path, Lines, Encoding.UTF8)),
        PathCall.Open("AppendText", (fs, path) => fs.File.AppendText(path)),
        PathCall.Open("Open(Append, Write)", (fs, path) => fs.File.Open(path, FileMode.Append, FileAccess.Write)),
    ];

    /// <summary>Members that open an existing file for writing, or create it, and keep its content.</summary>
    public static readonly PathCall[] Edits =
    [
        PathCall.Open("OpenWrite", (fs, path) => fs.File.OpenWrite(path)),
        PathCall.Open("Open(OpenOrCreate)", (fs, path) => fs.File.Open(path, FileMode.OpenOrCreate)),
        PathCall.Open("FileStream.New(OpenOrCreate)", (fs, path) => fs.FileStream.New(path, FileMode.OpenOrCreate)),
        PathCall.Open("FileStream.New(OpenOrCreate, ReadWrite, None)",
            (fs, path) => fs.FileStream.New(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)),
        PathCall.Open("FileStream.New(…, bufferSize)",
            (fs, path) => fs.FileStream.New(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0)),
        PathCall.Open("FileStream.New(…, useAsync)",
            (fs, path) => fs.FileStream.New(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, useAsync: true)),
        PathCall.Open("FileStream.New(…, options)",
            (fs, path) => fs.FileStream.New(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous)),
    ];

    /// <summary>Members that make the file when it is missing.</summary>
    public static IEnumerable<PathCall> Creations => [.. Writes, .. Appends, .. Edits];

    public static IEnumerable<PathCall> All => [.. Reads, .. Creations];

    private static async Task Drain(IAsyncEnumerable<string> lines)
    {
        await foreach (var _ in lines)
        {
        }
    }
}
