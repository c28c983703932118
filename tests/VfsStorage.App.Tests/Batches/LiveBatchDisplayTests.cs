using Spectre.Console;
using VfsStorage.App.Batches;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Tests.Batches;

/// <summary>The progress bar that a person sees.</summary>
[TestFixture]
internal sealed class LiveBatchDisplayTests
{
    private readonly StringWriter _output = new();

    [OneTimeTearDown]
    public void TearDown() => _output.Dispose();

    [Test]
    public async Task Show_Rows_DrawsTheLastRowAndHowFarItIs()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 120;
        var expected = new BatchSummary(BatchOutcome.Completed, []);

        var summary = await new LiveBatchDisplay(console).ShowAsync(progress =>
        {
            // Brackets mean styles to the console; a name may hold them.
            progress.Report(Row("odd[1].csv", line: 2, of: 4));
            progress.Report(Row("odd[1].csv", line: 3, of: 4));
            return Task.FromResult(expected);
        });

        Assert.That(summary, Is.SameAs(expected));
        Assert.That(_output.ToString(), Does.Contain("[1/1] odd[1].csv: REF-3 compliant").And.Contain("50%"));
    }

    private static BatchProgress Row(string file, long line, long of) => new(file, line, RowOutcome.Processed)
    {
        FileNumber = 1,
        FileCount = 1,
        RowCount = of,
        ReferenceId = $"REF-{line}",
        Compliant = true,
    };
}
