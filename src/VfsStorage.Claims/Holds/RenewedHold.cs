namespace VfsStorage.Claims.Holds;

/// <summary>
/// A hold where files cannot be locked: a numbered file that only one process can create, renewed while its holder runs. Who finds one that is not
/// renewed any more creates the next number. The protocol and why it is safe: docs/decisions/0005-batches-are-held-by-numbered-files.md.
/// </summary>
internal sealed class RenewedHold : AreasHold
{
    /// <summary>How long a hold lasts after its last renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Period = Duration / 4;
    private const string Advice = "wait for its end, or stop it there.";

    private readonly ClaimsWorkspace _workspace;
    private readonly HoldFolder _folder;
    private readonly HoldFile _own;
    private readonly SemaphoreSlim _turn = new(1);
    private HoldRecord _record;
    private ITimer? _timer;
    private long _confirmed;
    private AreasHeldException? _lost;
    private bool _ended;

    private RenewedHold(ClaimsWorkspace workspace, HoldFolder folder, HoldFile own)
    {
        _workspace = workspace;
        _folder = folder;
        _own = own;
        _record = HoldRecord.Of(workspace);
    }

    private bool IsFresh => _workspace.Time.GetElapsedTime(_confirmed) < Duration / 2;

    public static async Task<AreasHold> AcquireAsync(ClaimsWorkspace workspace, HoldKey key, CancellationToken cancellationToken)
    {
        var folder = new HoldFolder(workspace, key.Kind);
        var found = folder.List();
        var silent = await new SilentHolds(workspace, folder).FindAsync(found.Where(file => key.Excludes(file.Key)), cancellationToken);
        if (silent.Holder is { } holder)
            throw Held(workspace, holder.File.Key, holder.Record, Advice);

        var before = found.Where(file => file.Key == key).Select(file => file.Number).DefaultIfEmpty().Max();
        var hold = new RenewedHold(workspace, folder, new HoldFile(key, before + 1));
        await hold.CreateAsync(silent);
        return hold;
    }

    public override ValueTask EnsureAsync() => _lost is null && IsFresh ? ValueTask.CompletedTask : new ValueTask(RenewAsync());

    public override async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        _workspace.Process.Close(_record.Token);
        if (_timer is not null)
            await _timer.DisposeAsync();
        await _turn.WaitAsync();
        try
        {
            // One that was not confirmed lately may have been taken over, and its name be another's by now.
            if (_lost is null && (IsFresh || await _folder.TryReplaceAsync(_own, _record)))
                _folder.Delete(_own);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.HoldStays(_workspace.Loggers.CreateLogger(LogGroups.Core), exception.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task CreateAsync(SilentHolds silent)
    {
        _workspace.Process.Open(_record.Token);
        try
        {
            _confirmed = _workspace.Time.GetTimestamp();
            if (!await _folder.TryCreateAsync(_own, _record))
                throw Held(_workspace, _own.Key, HoldFolder.Parse(await _folder.ReadAsync(_own)), Advice);
        }
        catch
        {
            _workspace.Process.Close(_record.Token);
            throw;
        }

        try
        {
            await RequireAloneAsync(silent);
            silent.Delete();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        _timer = _workspace.Time.CreateTimer(_ => _ = RenewInBackgroundAsync(), null, Period, Period);
    }

    /// <summary>Looks once more: who came or woke up at the same moment sees this hold, or is seen here.</summary>
    private async Task RequireAloneAsync(SilentHolds silent)
    {
        foreach (var file in Others())
        {
            var content = await _folder.ReadAsync(file);
            if (!silent.Include(file, content))
                throw Held(_workspace, file.Key, HoldFolder.Parse(content), Advice);
        }
    }

    /// <summary>First the own file, then the look: one who takes over does so, too, so that at least one of both sees the other.</summary>
    private async Task RenewAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_lost is not null)
                throw _lost;
            if (_ended)
                return;
            var asked = _workspace.Time.GetTimestamp();
            _record = _record with { RenewedAt = _workspace.Time.GetUtcNow() };
            var isOwn = await _folder.TryReplaceAsync(_own, _record);
            var others = Others().ToList();
            if (!isOwn || others.Count > 0)
            {
                if (isOwn)
                    _folder.Delete(_own);
                var successor = others.Count > 0 ? HoldFolder.Parse(await _folder.ReadAsync(others[^1])) : null;
                _lost = Held(
                    _workspace, others.Count > 0 ? others[^1].Key : _own.Key, successor,
                    _own.Key.Kind.Fallen);
                throw _lost;
            }

            _confirmed = asked;
        }
        finally
        {
            _turn.Release();
        }
    }

    private IEnumerable<HoldFile> Others() => _folder.List().Where(file => file != _own && _own.Key.Excludes(file.Key));

    /// <summary>A failure is told by the next row, which asks again.</summary>
    private async Task RenewInBackgroundAsync()
    {
        if (_turn.CurrentCount == 0)
            return; // One is under way.
        try
        {
            await RenewAsync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ClaimsException)
        {
            Log.HoldNotRenewed(_workspace.Loggers.CreateLogger(LogGroups.Core), exception.Message);
        }
    }
}
