namespace VfsStorage.Claims.Holds;

/// <summary>
/// The holds that stand in the way and whose holders work no more: they ended, or renewed nothing for a whole duration while this process watched.
/// No other machine's clock is trusted for that.
/// </summary>
internal sealed class SilentHolds(ClaimsWorkspace workspace, HoldFolder folder)
{
    /// <summary>How often a watched hold is looked at.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    private readonly Dictionary<HoldFile, byte[]> _found = [];

    /// <summary>Who holds, and works; <see langword="null"/> if nobody does.</summary>
    public (HoldFile File, HoldRecord? Record)? Holder { get; private set; }

    /// <summary>Looks at holds; waits where only that can tell.</summary>
    public async Task<SilentHolds> FindAsync(IEnumerable<HoldFile> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            if (await folder.ReadAsync(file) is not { } content)
                continue; // Given back meanwhile.
            var record = HoldFolder.Parse(content);
            if (!await IsSilentAsync(file, content, record, cancellationToken))
            {
                Holder = (file, record);
                return this;
            }

            _found.Add(file, content);
        }

        return this;
    }

    /// <summary>Whether a hold still is one of those: not another's, and not renewed since.</summary>
    public bool Include(HoldFile file, byte[]? content) =>
        content is null || (_found.TryGetValue(file, out var before) && content.AsSpan().SequenceEqual(before));

    /// <summary>Removes their files: should a holder wake up, it finds its own gone.</summary>
    public void Delete()
    {
        foreach (var file in _found.Keys)
            folder.Delete(file);
    }

    private async Task<bool> IsSilentAsync(HoldFile file, byte[] content, HoldRecord? record, CancellationToken cancellationToken)
    {
        if (content.Length == 0)
            return true; // Its creator failed before it had it.
        if (record is not null && workspace.Process.HasEnded(record, workspace.ProcessSpace) is { } ended)
            return ended;
        Log.WatchingHold(workspace.Loggers.CreateLogger(LogGroups.Core), record?.Machine ?? "?", RenewedHold.Duration.TotalSeconds);
        for (var watched = TimeSpan.Zero; watched < RenewedHold.Duration; watched += Glance)
        {
            await Task.Delay(Glance, workspace.Time, cancellationToken);
            if (await folder.ReadAsync(file) is not { } now)
                return true;
            if (!now.AsSpan().SequenceEqual(content))
                return false;
        }

        return true;
    }
}
