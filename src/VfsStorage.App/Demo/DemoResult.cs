using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Demo;

/// <summary>What one of the demo's two runs did and left.</summary>
internal sealed record DemoResult(BatchSummary Summary, TimeSpan Elapsed, AreaSnapshot Snapshot);
