using VfsStorage.App.Hosting;

namespace VfsStorage.App.Tests.Commands;

/// <summary>What a shell is told when the user presses Tab: the directive of System.CommandLine, which dotnet-suggest asks.</summary>
[TestFixture]
internal sealed class CompletionTests
{
    [TestCase("vfs d", "demo", "doctor", "du")]
    [TestCase("vfs ls --sort ", "name", "size", "time")]
    [TestCase("vfs cache cl", "clear", "cleanup-stale")]
    public async Task Suggest_BeginningOfALine_GivesTheWords(string line, params string[] expected)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        await VfsProgram.RunAsync([$"[suggest:{line.Length}]", line], new Terminal(output, errors));

        Assert.That(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Is.SupersetOf(expected));
    }
}
