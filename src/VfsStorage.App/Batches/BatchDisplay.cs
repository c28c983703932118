using VfsStorage.App.Hosting;

namespace VfsStorage.App.Batches;

/// <summary>Chooses the display that fits the terminal.</summary>
internal static class BatchDisplay
{
    /// <summary>A progress bar for a person, plain lines for a file or a pipe.</summary>
    public static IBatchDisplay Of(Terminal terminal) =>
        terminal.IsLive ? new LiveBatchDisplay(terminal.Console) : new PlainBatchDisplay(terminal.Out);
}
