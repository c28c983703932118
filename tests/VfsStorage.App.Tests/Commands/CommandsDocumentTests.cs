using System.Text;
using System.Text.RegularExpressions;
using VfsStorage.App.Commands;
using VfsStorage.App.Hosting;
using VfsStorage.App.Tests.Files;

namespace VfsStorage.App.Tests.Commands;

/// <summary>
/// The examples of <c>docs/COMMANDS.md</c> print what the page shows: all of them are run, one after the other, on the files that the page starts
/// with. If a change is wanted, copy the received page over it.
/// </summary>
[TestFixture]
internal sealed partial class CommandsDocumentTests() : FileCommandFixture("s3")
{
    private const string Home = "/home/ada/claims";

    private static readonly string[] _transfers = ["migrate", "pull", "sync"];

    [SetUp]
    public async Task DropFilesAsync()
    {
        foreach (var name in new[] { "a.csv", "b.txt", "2031/c.csv", "2031/05/d.csv", "empty" })
            await RunAsync("rm", "-r", $"input/{name}");
        await RunAsync("rm", "-r", "input/2031");
        Add("input", "claims.csv", Claims.Header + Claims.Compliant);
        Add("input", "2031/may.csv", "id,name\n1,Ada\n2,Bruno\n");
        Add("input", "2031/june.csv", "id,name\n3,Clara\n");
        Add("output", "REF-1.json", "{}\n");
        foreach (var employee in new[] { "EN-1", "EN-2" })
            Add("cache", $"{employee}/SEC_IAPD_Agent/search_individual/SEC_IAPD_Agent_{employee}_search_individual_20990101.json", "{}");
        Add("cache", "EN-1/ComplianceReportAgent_REF-1_v1_20310506.json", """
            {"reference_id":"REF-1","final_evaluation":{"overall_compliance":true,"overall_risk_level":"Low","alerts":[]}}
            """);
    }

    [Test]
    public async Task Examples_OfThePage_PrintWhatItShows()
    {
        var page = Path.Combine(Root(), "docs", "COMMANDS.md");
        var expected = await File.ReadAllTextAsync(page);

        var actual = await RunExamplesAsync(expected);

        var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, "COMMANDS.received.md");
        await File.WriteAllTextAsync(received, actual);
        Assert.That(Masked(actual), Is.EqualTo(Masked(expected)), $"If the change is wanted, copy '{received}' over the page.");
        Assert.That(Commands().Where(name => !expected.Contains($"$ vfs {name}", StringComparison.Ordinal)), Is.EquivalentTo(new[] { "demo", "serve", "push" }));
    }

    private async Task<string> RunExamplesAsync(string page)
    {
        var text = new StringBuilder();
        var isExample = false;
        foreach (var line in page.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isExample = line == "```console";
            if (isExample && !line.StartsWith("```", StringComparison.Ordinal) && !line.StartsWith("$ ", StringComparison.Ordinal))
                continue;
            text.Append(line).Append('\n');
            if (!isExample || !line.StartsWith("$ vfs ", StringComparison.Ordinal))
                continue;
            var words = Split(line["$ vfs ".Length..]);
            // Transfers keep their manifest in the working directory, which is that of all tests.
            string[] manifest = _transfers.Contains(words[0]) ? ["--manifest", Path.Combine(Scratch.Root, words[0] + ".jsonl")] : [];
            var result = await RunAsync([.. words, .. manifest]);
            var printed = (result.Output.TrimEnd('\n') + "\n" + result.Errors.TrimEnd('\n')).Trim('\n');
            text.Append(printed.Length == 0 ? "" : printed.Replace(Scratch.Root, Home, StringComparison.Ordinal) + "\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Commands() =>
        CommandList.CreateRoot(new CommandHost(new Terminal(TextWriter.Null, TextWriter.Null)))
            .Subcommands.Select(command => command.Name);

    private static string[] Split(string line) => [.. Words().Matches(line).Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Value)];

    // What differs from run to run; widths may differ with it.
    private static string Masked(string text)
    {
        // How far away the endpoint is, and whether that is a warning, is the machine's affair.
        var masked = Endpoint().Replace(text, "");
        masked = Times().Replace(masked, "TIME");
        masked = Amounts().Replace(masked, "AMOUNT");
        masked = Ports().Replace(masked, "127.0.0.1:PORT");
        return Spaces().Replace(masked, " ");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "VfsStorage.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("'(?<quoted>[^']*)'|[^ ]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?|\d{8}-\d{6}|\d\d-\d\d-20\d\d")]
    private static partial Regex Times();

    [GeneratedRegex(@"[\d.,]+ (ms|s|MiB/s|KiB/s|B/s|min|requests?)\b")]
    private static partial Regex Amounts();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Ports();

    [GeneratedRegex(@"^(ok|warning) +endpoint .*\n( +-> .*\n)?|^\d+ ok, \d+ warnings?, ", RegexOptions.Multiline)]
    private static partial Regex Endpoint();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
