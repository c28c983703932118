using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VfsStorage.App.Serving.Security;
using VfsStorage.App.Tests.Serving;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Processing;
using static Microsoft.Playwright.Assertions;

namespace VfsStorage.App.Tests.Browser;

/// <summary>The page at <c>/</c>, looked at and used as people do, in S3 mode. Screenshots go to <c>artifacts/screenshots</c>.</summary>
[TestFixture(Category = "Browser")]
internal sealed class PageTests
{
    private const string Sensitive = "reference_id,employee_number,first_name,last_name,crd_number,ssn\nS-1,EN-1,Ada,Testwell,9000001,123-45-6789\n";

    private static S3Scratch _s3 = null!;
    private static ServedApp _app = null!;
    private static Chromium _chromium = null!;

    private readonly List<string> _problems = [];
    private readonly List<string> _foreign = [];

    private static string Screenshots
    {
        get
        {
            var folder = TestContext.CurrentContext.TestDirectory;
            while (!File.Exists(Path.Combine(folder, "VfsStorage.sln")))
                folder = Path.GetDirectoryName(folder)!;
            return Path.Combine(folder, "artifacts", "screenshots");
        }
    }

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        _chromium = await Chromium.StartAsync();
        _s3 = await S3Scratch.StartAsync();
        _app = await ServedApp.StartAsync(_s3);
        var workspace = _app.Services.GetRequiredService<ClaimsWorkspace>();
        await SampleFiles.WriteAsync(workspace);
        var processor = _app.Services.GetRequiredService<IClaimProcessor>();
        await new ClaimsBatch(workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Workers = 8 });
        // A second version of one report, and a batch that was stopped in the middle.
        using var other = await _app.PostClaimAsync(ServedApp.Claim("REF-0001", "EN-1001"), "complete");
        _s3.Drop("people.csv", Sensitive);
        _s3.Drop("march.csv", Claims.Rows(240));
        using var stop = new CancellationTokenSource();
        await new ClaimsBatch(workspace, processor).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Reviews = Reviews.None }, new StopAt(90, stop), stop.Token);
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_s3 is not null)
            await _s3.DisposeAsync();
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }

    [TearDown]
    public void NoProblems() => Assert.Multiple(() =>
    {
        Assert.That(_problems, Is.Empty, "Nothing may be wrong in the browser's console.");
        Assert.That(_foreign, Is.Empty, "Nothing may come from elsewhere.");
        _problems.Clear();
        _foreign.Clear();
    });

    [Test]
    public async Task Overview_Shows_AreasBatchRisksAlertsAndReports([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colours)
    {
        var page = await OpenAsync("", colours);

        await Expect(page.Locator(".area")).ToHaveCountAsync(4);
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuemax", "240");
        await Expect(page.GetByText(new Regex("\\d+ of 240 rows"))).ToBeVisibleAsync();
        await Expect(page.Locator("canvas[aria-label^='Reports by risk: Low ']")).ToBeVisibleAsync();
        await Expect(page.Locator("canvas[aria-label*='Registration Status']")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(12);
        await Expect(page.Locator("#health")).ToContainTextAsync("S3 · healthy");
        await ShootAsync(page, $"overview-{colours}");
    }

    [Test, Order(1)]
    public async Task Overview_BatchGoesOn_MovesTheProgress()
    {
        var page = await OpenAsync("");
        await Expect(page.GetByText(new Regex("90 of 240 rows"))).ToBeVisibleAsync();
        var workspace = _app.Services.GetRequiredService<ClaimsWorkspace>();
        using var stop = new CancellationTokenSource();

        await new ClaimsBatch(workspace, _app.Services.GetRequiredService<IClaimProcessor>()).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Reviews = Reviews.None }, new StopAt(150, stop), stop.Token);

        await Expect(page.GetByText(new Regex("1[45]\\d of 240 rows"))).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    [Test]
    public async Task Report_FromTheList_ShowsChecksAlertsAndVersions([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colours)
    {
        var page = await OpenAsync("reports?employee=EN-1008", colours);
        await page.GetByRole(AriaRole.Link, new() { Name = "REF-0008" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hugo Makebelieve" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Disciplinary Proceeding").First).ToBeVisibleAsync();
        await Expect(page.GetByText("High risk")).ToBeVisibleAsync();
        await ShootAsync(page, $"report-{colours}");
        await page.GotoAsync($"{_app.Client.BaseAddress}#/report/EN-1001/REF-0001");
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Versions" }).GetByRole(AriaRole.Link)).Not.ToHaveCountAsync(0);
    }

    [Test]
    public async Task Files_FromAreaToFile_ListsAndPreviewsMasked([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme colours)
    {
        var page = await OpenAsync("files/input", colours);
        await page.GetByRole(AriaRole.Link, new() { Name = "people.csv" }).ClickAsync();

        await Expect(page.Locator(".preview td").Filter(new() { HasText = "***" })).ToHaveCountAsync(1);
        await Expect(page.Locator("body")).Not.ToContainTextAsync("123-45-6789");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Areas" }).GetByRole(AriaRole.Link, new() { Name = "output" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "REF-0001.json" }).ClickAsync();
        await Expect(page.Locator(".preview pre .k").First).ToHaveTextAsync("\"reference_id\"");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        Assert.That(await File.ReadAllBytesAsync(await download.PathAsync()), Is.EqualTo(await _s3.ReadAsync("output", "REF-0001.json")));
        await ShootAsync(page, $"files-{colours}");
    }

    [Test]
    public async Task Keyboard_Alone_ReachesAReportAndTheTheme()
    {
        var page = await OpenAsync("");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Locator("#theme").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.Locator("tbody a").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Checks" })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Locator("summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("details").First).ToHaveAttributeAsync("open", "");
    }

    [Test]
    public async Task Phone_Overview_FitsTheWidth()
    {
        var page = await OpenAsync("", ColorScheme.Light, width: 390, height: 844);
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();

        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
        await ShootAsync(page, "overview-phone");
    }

    [Test]
    public async Task Key_Required_IsAskedForAndUsed()
    {
        var (key, hash) = ApiKeys.Create();
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["VFS_API_KEY_HASHES"] = hash });
        var page = await _chromium.OpenAsync();
        await page.GotoAsync(app.Client.BaseAddress!.AbsoluteUri);

        await page.Locator("#key").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("This key is not accepted.")).ToBeVisibleAsync();
        await page.Locator("#key").FillAsync(key);
        await ShootAsync(page, "key");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".area")).ToHaveCountAsync(4);
    }

    [Test]
    public async Task StorageDown_Page_SaysSo()
    {
        await using var s3 = await S3Scratch.StartAsync();
        await using var app = await ServedApp.StartAsync(s3);
        s3.Server.Faults.On().Answer(503, "ServiceUnavailable");
        var page = await _chromium.OpenAsync();
        await page.GotoAsync(app.Client.BaseAddress!.AbsoluteUri);

        await Expect(page.GetByText("The storage does not answer.")).ToBeVisibleAsync();
        await Expect(page.Locator("#health")).ToContainTextAsync("storage down");
        s3.Server.Faults.Clear();
    }

    private async Task<IPage> OpenAsync(string view, ColorScheme colours = ColorScheme.Light, int width = 1360, int height = 950)
    {
        var page = await _chromium.OpenAsync(colours, width, height);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _problems.Add($"{message.Text} {message.Location}");
        };
        page.PageError += (_, error) => _problems.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_app.Client.BaseAddress!.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _foreign.Add(request.Url);
        };
        await page.GotoAsync($"{_app.Client.BaseAddress}#/{view}");
        return page;
    }

    private static Task<byte[]> ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, $"{name.ToLowerInvariant()}.png"), FullPage = true });

    /// <summary>Stops a batch after a row.</summary>
    private sealed class StopAt(long row, CancellationTokenSource source) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value)
        {
            if (value.LineNumber == row + 1)
                source.Cancel();
        }
    }
}
