using System.Text;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Every asynchronous member with a token that was cancelled before the call.</summary>
public sealed class CancellationTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static readonly PathCall[] Calls =
    [
        PathCall.Async("ReadAllBytesAsync", (fs, path) => fs.File.ReadAllBytesAsync(path, Cancelled)),
        PathCall.Async("ReadAllTextAsync", (fs, path) => fs.File.ReadAllTextAsync(path, Cancelled)),
        PathCall.Async("ReadAllTextAsync(encoding)", (fs, path) => fs.File.ReadAllTextAsync(path, Encoding.UTF8, Cancelled)),
        PathCall.Async("ReadAllLinesAsync", (fs, path) => fs.File.ReadAllLinesAsync(path, Cancelled)),
        PathCall.Async("ReadAllLinesAsync(encoding)", (fs, path) => fs.File.ReadAllLinesAsync(path, Encoding.UTF8, Cancelled)),
        PathCall.Async("WriteAllBytesAsync", (fs, path) => fs.File.WriteAllBytesAsync(path, [1], Cancelled)),
        PathCall.Async("WriteAllBytesAsync(memory)", (fs, path) => fs.File.WriteAllBytesAsync(path, new byte[1].AsMemory(), Cancelled)),
        PathCall.Async("WriteAllTextAsync", (fs, path) => fs.File.WriteAllTextAsync(path, "x", Cancelled)),
        PathCall.Async("WriteAllTextAsync(encoding)", (fs, path) => fs.File.WriteAllTextAsync(path, "x", Encoding.UTF8, Cancelled)),
        PathCall.Async("WriteAllTextAsync(memory)", (fs, path) => fs.File.WriteAllTextAsync(path, "x".AsMemory(), Cancelled)),
        PathCall.Async("WriteAllTextAsync(memory, encoding)",
            (fs, path) => fs.File.WriteAllTextAsync(path, "x".AsMemory(), Encoding.UTF8, Cancelled)),
        PathCall.Async("WriteAllLinesAsync", (fs, path) => fs.File.WriteAllLinesAsync(path, ["x"], Cancelled)),
        PathCall.Async("WriteAllLinesAsync(encoding)", (fs, path) => fs.File.WriteAllLinesAsync(path, ["x"], Encoding.UTF8, Cancelled)),
        PathCall.Async("AppendAllBytesAsync", (fs, path) => fs.File.AppendAllBytesAsync(path, [1], Cancelled)),
        PathCall.Async("AppendAllBytesAsync(memory)", (fs, path) => fs.File.AppendAllBytesAsync(path, new byte[1].AsMemory(), Cancelled)),
        PathCall.Async("AppendAllTextAsync", (fs, path) => fs.File.AppendAllTextAsync(path, "x", Cancelled)),
        PathCall.Async("AppendAllTextAsync(encoding)", (fs, path) => fs.File.AppendAllTextAsync(path, "x", Encoding.UTF8, Cancelled)),
        PathCall.Async("AppendAllTextAsync(memory)", (fs, path) => fs.File.AppendAllTextAsync(path, "x".AsMemory(), Cancelled)),
        PathCall.Async("AppendAllTextAsync(memory, encoding)",
            (fs, path) => fs.File.AppendAllTextAsync(path, "x".AsMemory(), Encoding.UTF8, Cancelled)),
        PathCall.Async("AppendAllLinesAsync", (fs, path) => fs.File.AppendAllLinesAsync(path, ["x"], Cancelled)),
        PathCall.Async("AppendAllLinesAsync(encoding)", (fs, path) => fs.File.AppendAllLinesAsync(path, ["x"], Encoding.UTF8, Cancelled)),
    ];

    [TestCaseSource(nameof(Calls))]
    public void Call_TokenCancelled_Throws(PathCall call)
    {
        var path = AFile();
        Assert.That(() => call.Run(FileSystem, path), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCaseSource(nameof(Calls))]
    public void Call_TokenCancelled_TouchesNothing(PathCall call)
    {
        var path = AFile();
        Assert.That(() => call.Run(FileSystem, path), Throws.Exception);
        Assert.That(() => call.Run(FileSystem, MissingFile), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    /// <summary>ReadAllBytesAsync alone looks at the token first.</summary>
    private static IEnumerable<PathCall> CallsThatLookAtThePathFirst => Calls.Where(call => call.Name != "ReadAllBytesAsync");

    [TestCaseSource(nameof(CallsThatLookAtThePathFirst))]
    public void Call_TokenCancelledAndPathBad_ComplainsOfThePath(PathCall call)
    {
        Assert.That(() => call.Run(FileSystem, null!), Fails.ArgumentNull("path"));
        Assert.That(() => call.Run(FileSystem, ""), Fails.Argument("path"));
    }

    [Test]
    public void ReadLinesAsync_TokenCancelled_ThrowsAtTheFirstLine()
    {
        var path = AFile();
        Assert.That(
            async () =>
            {
                await foreach (var _ in FileSystem.File.ReadLinesAsync(path, Encoding.UTF8, Cancelled))
                    Assert.Fail("A line came.");
            },
            Throws.InstanceOf<OperationCanceledException>());
    }
}
