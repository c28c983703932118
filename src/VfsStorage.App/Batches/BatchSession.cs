using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Hosting;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>One batch as a user sees it: the storage checked first, progress meanwhile, a table at the end.</summary>
internal static class BatchSession
{
    /// <summary>Runs the batch.</summary>
    public static async Task<ExitCode> RunAsync(Terminal terminal, IServiceProvider services, BatchOptions options, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<StorageCheck>().RunAsync(cancellationToken);
        var display = BatchDisplay.Of(terminal);
        var batch = services.GetRequiredService<ClaimsBatch>();
        var summary = await display.ShowAsync(
            progress => batch.RunAsync(options with { CountRows = display.NeedsRowCount }, progress, cancellationToken));
        return SummaryTable.Print(terminal, summary);
    }
}
