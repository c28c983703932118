using VfsStorage.App.Hosting;
using VfsStorage.App.Transfers;
using VfsStorage.Transfer;

namespace VfsStorage.App.Tests.Transfers;

/// <summary>What a person sees of a transfer that takes long.</summary>
public sealed class TransferDisplayTests
{
    [TestCase("")]
    [TestCase("odd[1]")]
    public async Task BarAsync_AnyTitle_IsDrawnUntilTheWorkEnds(string title)
    {
        using var output = new StringWriter();
        var work = new TaskCompletionSource();

        var bar = TransferDisplay.BarAsync(new Terminal(output, TextWriter.Null, isLive: true), title, new TransferProgress(), work.Task, started: 0);
        Assert.That(bar.IsCompleted, Is.False);
        work.SetResult();
        await bar;
    }

    [Test]
    public void Line_NothingDone_HasNoTimeLeft() =>
        Assert.That(TransferDisplay.Line(new TransferProgress(), TimeSpan.FromSeconds(2)), Is.EqualTo("0 of 0 files, 0 B of 0 B, 0 B/s"));

    [Test]
    public async Task ShowAsync_ShortWork_ShowsNothing()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        await TransferDisplay.ShowAsync(new Terminal(output, errors), false, "", new TransferProgress(), Task.FromResult(new TransferReport()));

        Assert.That(output.ToString(), Is.Empty);
    }
}
