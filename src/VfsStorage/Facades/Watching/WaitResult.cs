using System.IO.Abstractions;

namespace VfsStorage.Facades.Watching;

/// <summary>The first change that came, or that none came in time.</summary>
internal sealed record WaitResult(WatcherChangeTypes ChangeType, string? Name, string? OldName, bool TimedOut) : IWaitForChangedResult
{
    public static readonly WaitResult Timeout = new(0, null, null, TimedOut: true);
}
