using Spectre.Console;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Shows a progress bar a file, redrawn in place.</summary>
internal sealed class LiveBatchDisplay(IAnsiConsole console) : IBatchDisplay
{
    /// <inheritdoc/>
    public bool NeedsRowCount => true;

    /// <inheritdoc/>
    public Task<BatchSummary> ShowAsync(Func<IProgress<BatchProgress>, Task<BatchSummary>> run) =>
        console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn(),
                new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bars = new Bars(context);
                var summary = await run(bars);
                bars.Close();
                return summary;
            });

    /// <summary>The bars of one run.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<BatchProgress>
    {
        private readonly Dictionary<int, ProgressTask> _tasks = [];

        public void Report(BatchProgress value)
        {
            var description = Markup.Escape(
                $"[{value.FileNumber}/{value.FileCount}] {value.CsvFile}: {value.ReferenceId} {RowText.Of(value)}");
            if (!_tasks.TryGetValue(value.FileNumber, out var task))
            {
                Close();
                task = context.AddTask(description);
                _tasks[value.FileNumber] = task;
            }

            task.Description = description;
            task.IsIndeterminate = value.RowCount is null;
            task.MaxValue = value.RowCount ?? value.LineNumber;
            // The header is line 1.
            task.Value = value.LineNumber - 1;
        }

        /// <summary>Stops the bars of files that are done.</summary>
        public void Close()
        {
            foreach (var task in _tasks.Values)
                task.StopTask();
        }
    }
}
