using System.Globalization;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Shows progress as one plain line a row.</summary>
internal sealed class PlainBatchDisplay(TextWriter output) : IBatchDisplay, IProgress<BatchProgress>
{
    /// <inheritdoc/>
    public bool NeedsRowCount => false;

    /// <inheritdoc/>
    public Task<BatchSummary> ShowAsync(Func<IProgress<BatchProgress>, Task<BatchSummary>> run) => run(this);

    /// <inheritdoc/>
    public void Report(BatchProgress value)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{value.FileNumber}/{value.FileCount}] {value.CsvFile} line {value.LineNumber}: {value.ReferenceId} {RowText.Of(value)}"));
        output.Flush();
    }
}
