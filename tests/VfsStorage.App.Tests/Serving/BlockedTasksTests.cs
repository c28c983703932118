namespace VfsStorage.App.Tests.Serving;

/// <summary>Claims whose own files cannot be reached wait, and hold up no others.</summary>
[TestFixture]
internal sealed class BlockedTasksTests
{
    /// <summary>More than there are workers.</summary>
    private const int Many = 6;

    [Test]
    public async Task Process_ManyEmployeesUnreachable_OthersAreDoneAndTheyAreOnceReachable()
    {
        using var scratch = new Scratch();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await ServedApp.StartAsync(scratch);
        Directory.CreateDirectory(scratch.Cache);
        string[] inTheWay = [.. Enumerable.Range(0, Many).Select(number => Path.Combine(scratch.Cache, $"EN-{number}"))];
        foreach (var file in inTheWay)
            File.WriteAllText(file, "no folder");
        for (var number = 0; number < Many; number++)
            await app.AcceptAsync($"R-{number}", $"EN-{number}", receiver.Address);

        await app.AcceptAsync("R-good", "EN-good", receiver.Address);
        await receiver.WaitForAsync(1);
        Assert.That(receiver.Letters.Select(letter => (string?)letter.Json["reference_id"]), Is.EqualTo(new[] { "R-good" }));

        foreach (var file in inTheWay)
            File.Delete(file);
        await receiver.WaitForAsync(Many + 1);
        await app.UntilIdleAsync();
        Assert.That(receiver.Letters.Select(letter => (string?)letter.Json["status"]), Is.All.EqualTo("COMPLETED").And.Exactly(Many + 1).Items);
    }
}
