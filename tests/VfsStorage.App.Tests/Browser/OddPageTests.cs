using Microsoft.Playwright;
using VfsStorage.App.Serving.Security;
using VfsStorage.App.Tests.Serving;
using static Microsoft.Playwright.Assertions;

namespace VfsStorage.App.Tests.Browser;

/// <summary>The page with odd names, odd addresses and a storage that comes and goes.</summary>
[TestFixture(Category = "Browser")]
internal sealed class OddPageTests
{
    private static readonly string[] _names = ["a b%20ü?#&+=.txt", "<img src=x onerror=alert(1)>.txt", "quote\"'.txt", "100%.txt"];

    private Chromium _chromium = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _chromium = await Chromium.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }

    [Test]
    public async Task Files_OddNames_AreShownAsTheyAre()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(Path.Combine(scratch.Input, _names[0]));
        foreach (var name in _names)
            scratch.Drop(Path.Combine(_names[0], name), $"content of {name}");
        await using var app = await ServedApp.StartAsync(scratch);
        var page = await OpenAsync(app, "#/files/input");

        await page.GetByRole(AriaRole.Link, new() { Name = _names[0], Exact = true }).ClickAsync();
        foreach (var name in _names)
        {
            await page.Locator("td").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
            await Expect(page.Locator(".preview pre")).ToHaveTextAsync($"content of {name}");
        }

        Assert.That(await page.Locator("main img").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Files_OneCannotBeShown_TheOthersStay()
    {
        using var scratch = new Scratch();
        scratch.Drop("co:lon.txt", "x");
        scratch.Drop("other.txt", "y");
        await using var app = await ServedApp.StartAsync(scratch);
        var page = await OpenAsync(app, "#/files/input");

        await page.GetByRole(AriaRole.Link, new() { Name = "co:lon.txt" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("The request is not valid.");
        await page.GetByRole(AriaRole.Link, new() { Name = "other.txt" }).ClickAsync();
        await Expect(page.Locator(".preview pre")).ToHaveTextAsync("y");
    }

    [Test]
    public async Task Download_FileIsGone_IsTold()
    {
        using var scratch = new Scratch();
        scratch.Drop("a.txt", "x");
        await using var app = await ServedApp.StartAsync(scratch);
        var page = await OpenAsync(app, "#/files/input?file=a.txt");
        await Expect(page.Locator(".preview pre")).ToHaveTextAsync("x");

        File.Delete(Path.Combine(scratch.Input, "a.txt"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();

        await Expect(page.Locator(".preview").GetByRole(AriaRole.Alert)).ToContainTextAsync("Not found.");
    }

    [TestCase("#/constructor")]
    [TestCase("#/toString")]
    [TestCase("#/__proto__")]
    [TestCase("#/nowhere")]
    public async Task Address_OfNoView_SaysSo(string address)
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);
        var page = await OpenAsync(app, address);

        await Expect(page.Locator("main")).ToHaveTextAsync("There is no such page.");
    }

    [TestCase("#/%")]
    [TestCase("#/files/%")]
    [TestCase("#/report/%E0%A4%A/x")]
    public async Task Address_ThatCannotBeDecoded_IsAnswered(string address)
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);
        var page = await OpenAsync(app, address);

        await Expect(page.Locator("main")).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(page.Locator("main .empty, main.empty, main > .empty").First).ToBeVisibleAsync();
    }

    [Test]
    public async Task Key_ThatFitsIntoNoHeader_IsAskedForAgain()
    {
        var (key, hash) = ApiKeys.Create();
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["VFS_API_KEY_HASHES"] = hash });
        var page = await OpenAsync(app, "");

        await page.Locator("#key").FillAsync("ключ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("This key is not accepted.")).ToBeVisibleAsync();
        await page.Locator("#key").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".area")).ToHaveCountAsync(4);
    }

    [Test]
    public async Task StorageBack_Page_ShowsItByItself()
    {
        await using var s3 = await S3Scratch.StartAsync();
        await using var app = await ServedApp.StartAsync(s3);
        s3.Server.Faults.On().Answer(503, "ServiceUnavailable");
        var page = await OpenAsync(app, "");
        await Expect(page.GetByText("The storage does not answer.")).ToBeVisibleAsync();

        s3.Server.Faults.Clear();

        await Expect(page.Locator(".area")).ToHaveCountAsync(4, new() { Timeout = 60_000 });
    }

    private async Task<IPage> OpenAsync(ServedApp app, string address)
    {
        var page = await _chromium.OpenAsync();
        page.SetDefaultTimeout(10_000);
        await page.GotoAsync($"{app.Client.BaseAddress}{address}");
        return page;
    }
}
