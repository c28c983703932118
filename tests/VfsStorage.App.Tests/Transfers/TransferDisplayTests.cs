using VfsStorage.App.Hosting;
using VfsStorage.App.Transfers;
using VfsStorage.Transfer;

namespace VfsStorage.App.Tests.Transfers;

public sealed class TransferDisplayTests
{
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
