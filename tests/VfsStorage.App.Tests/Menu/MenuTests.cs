using System.Text.Json.Nodes;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Tests.Menu;

/// <summary><c>vfs menu</c>: what is switched counts at once, and is saved when the user says so, beside what else is in the file.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MenuTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string ConfigFile => Path.Combine(_scratch.Root, "config.json");

    private string LogFile => Path.Combine(_scratch.Root, "app.log");

    public void Dispose() => _scratch.Dispose();

    [Test]
    public async Task Menu_ReviewSwitchedOff_IsLeftOutAtOnceAndTheFileStays()
    {
        _scratch.Drop("a.csv", Claims.Header + Claims.Compliant);
        var before = Configure("");

        var result = await RunAsync("2", "1", "2", "11");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("Disciplinary review: off").And.Contain("Total").And.Contain("were not saved"));
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_scratch.Output, "REF-1.json")))!;
        Assert.That(report.ToJsonString(), Is.EqualTo((await ReportOfProcessAsync("--skip-disciplinary")).ToJsonString()));
        Assert.That(await File.ReadAllTextAsync(ConfigFile), Is.EqualTo(before));
    }

    [Test]
    public async Task Menu_Saved_ChangesItsKeysAndNothingElse()
    {
        var before = Configure("""
              // The pause is long on purpose.
              "default_wait_time": 7.5, /* seconds */
              "Skip_Regulatory" : true,
            """);

        var result = await RunAsync("3", "10", "1.5", "6", "agents", "5", "11");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("Saved to").And.Not.Contain("were not saved"));
        var after = await File.ReadAllTextAsync(ConfigFile);
        var kept = before.Replace("7.5", "1.5", StringComparison.Ordinal).Replace(" // last\n}\n", ", // last\n", StringComparison.Ordinal);
        Assert.That(after, Is.EqualTo(kept + """
              "skip_arbitration": true,
              "enabled_logging_groups": ["core","agents"],
              "logging_levels": {"core":"INFO","agents":"INFO"}
            }

            """));
        var next = await RunAsync("11");
        Assert.That(next.Output, Does.Contain("Arbitration review: off").And.Contain("Regulatory review: off").And.Contain("core INFO, agents INFO"));
    }

    [Test]
    public async Task Menu_Saved_KeepsTheLevelsOfGroupsThatAreOff()
    {
        var before = Configure("""  "skip_arbitration": false, "logging_levels": { "core": "ERROR", "agents": "DEBUG" },""");

        var result = await RunAsync("5", "3", "5", "11");

        Assert.That(result.Output, Does.Contain("nothing to save"));
        Assert.That(await File.ReadAllTextAsync(ConfigFile), Is.EqualTo(before.Replace("\"skip_arbitration\": false", "\"skip_arbitration\": true", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Menu_NoConfigFile_SavesOne()
    {
        using var process = VfsProcess.Start(_scratch, "menu");
        await process.WriteLineAsync("3");
        await process.WriteLineAsync("5");
        await process.WriteLineAsync("11");
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(ConfigFile))!["skip_arbitration"]!.GetValue<bool>(), Is.True);
    }

    [Test]
    public async Task Menu_OddAnswers_AreOneLineEachAndChangeNothing()
    {
        var before = Configure("");

        var result = await RunAsync("0", "", "6", "nobody", "10", "-1", "10", "soon");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.ErrorLines, Is.EqualTo(new[]
        {
            "vfs: There is no choice '0': type a number from 1 to 11.",
            "vfs: There is no choice '': type a number from 1 to 11.",
            "vfs: There is no logging group 'nobody': type one of core, services, agents, evaluation.",
            "vfs: It must be a number of seconds from 0 to 3600, not '-1'.",
            "vfs: It must be a number of seconds from 0 to 3600, not 'soon'.",
        }));
        Assert.That(result.Output, Does.Not.Contain("were not saved"));
        Assert.That(await File.ReadAllTextAsync(ConfigFile), Is.EqualTo(before));
    }

    [Test]
    public async Task Menu_BatchFails_SaysWhyAndStays()
    {
        Configure("");
        Directory.Delete(_scratch.Input, recursive: true);
        await File.WriteAllTextAsync(_scratch.Input, "no folder");

        var result = await RunAsync("1", "2", "11");

        Assert.That(result.ExitCode, Is.Not.Zero, "that of the last batch");
        Assert.That(result.ErrorLines, Has.Count.EqualTo(1), result.ToString());
        Assert.That(result.Output, Does.Contain("Disciplinary review: off"));
    }

    [Test]
    public async Task Menu_Trace_LogsEverythingAndProductionCoreAlone()
    {
        Configure("");
        _scratch.Drop("a.csv", Claims.Header + Claims.Compliant);
        await RunAsync("9", "1", "7", "11");
        var production = await File.ReadAllTextAsync(LogFile);
        _scratch.Drop("b.csv", Claims.Header + Claims.Compliant);
        var result = await RunAsync("8", "1", "7", "11");

        Assert.That(result.Output, Does.Contain($"is in {LogFile}.").And.Contain("core DEBUG, services DEBUG, agents DEBUG, evaluation DEBUG"));
        Assert.That(production, Does.Contain("a.csv: 1 processed").And.Not.Contain("VfsStorage.Claims.Services"));
        Assert.That(await File.ReadAllTextAsync(LogFile), Does.Contain("b.csv: 1 processed"));
    }

    private static async Task<JsonNode> ReportOfProcessAsync(string option)
    {
        using var other = new Scratch();
        other.Drop("a.csv", Claims.Header + Claims.Compliant);
        var result = await VfsProcess.RunAsync(other, "process", option);
        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(other.Output, "REF-1.json")))!;
    }

    private string Configure(string more)
    {
        var text = $$"""
            {
            {{more}}
              "log_file": "{{LogFile}}",
              "storage": { "mode": "local", "local": { "base_path": "{{_scratch.Root}}" } } // last
            }

            """;
        File.WriteAllText(ConfigFile, text);
        return text;
    }

    private async Task<ProcessResult> RunAsync(params string[] answers)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var input = new StringReader(string.Join('\n', answers));
        var exitCode = await VfsProgram.RunAsync(["menu", "--config", ConfigFile], new Terminal(output, errors) { In = input });
        return new ProcessResult(exitCode, output.ToString(), errors.ToString());
    }
}
