namespace VfsStorage.Tests.Facades;

/// <summary>Handles of one file system that create the same file at the same time.</summary>
internal sealed class CreateNewRaceTests : FacadeFixture
{
    [Test]
    public async Task OpenAsync_CreateNewInAMissingDirectory_NobodyHearsOfAFileThatNeverWas()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OutcomeAsync("/missing/f")));
        Assert.That(opened, Is.All.EqualTo(nameof(DirectoryNotFoundException)));
    }

    [Test]
    public async Task OpenAsync_CreateNew_OneWinsAndTheOthersHearThatItExists()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OutcomeAsync("/f")));
        Assert.That(opened.Order(), Is.EqualTo(Enumerable.Repeat(nameof(IOException), 7).Append("opened").Order()));
    }

    private async Task<string> OutcomeAsync(string path)
    {
        try
        {
            var stream = await FileSystem.File.OpenAsync(path, FileMode.CreateNew, FileAccess.Write);
            await stream.DisposeAsync();
            return "opened";
        }
        catch (IOException error)
        {
            return error.GetType().Name;
        }
    }
}
