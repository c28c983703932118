using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Tests.Budgets;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Tree;

/// <summary>An append that is cancelled while it waits for memory lets go of what it has begun.</summary>
internal sealed class AppendCancellationTests
{
    [Test]
    public async Task Append_CancelledWhileMemoryIsShort_LetsGoOfTheAnswer()
    {
        var options = TreeFixture.Options();
        var ledger = new MemoryLedger();
        await ledger.PassAsync(options.MemoryBudgetBytes, options.MemoryBudgetBytes, CancellationToken.None);
        var answer = new MemoryStream(new byte[1_000]);
        var tree = new FileTree(new BottomlessStore(answer.Length, TreeFixture.PartSize, (_, _) => answer), new MountTable([new S3Mount("/", "bucket")]), options, ledger);
        using var cancellation = new CancellationTokenSource();

        var append = tree.AppendAsync(TreeFixture.PathOf("/large"), new Addition(new(new byte[10])), cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(() => append, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(answer.CanRead, Is.False, "closed");
        Assert.That(ledger.Total, Is.EqualTo(options.MemoryBudgetBytes));
    }
}
