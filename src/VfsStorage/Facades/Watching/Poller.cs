using VfsStorage.Facades.Enumeration;
using VfsStorage.Tree;

namespace VfsStorage.Facades.Watching;

/// <summary>
/// Lists a directory once per interval and reports what is new against the listing before, until it is disposed. The interval
/// grows with the directory, so that the requests a minute stay below the options' limit.
/// </summary>
internal sealed class Poller : IDisposable
{
    private const int EntriesPerRequest = 1_000;

    private readonly Gate _gate;
    private readonly string _path;
    private readonly EnumerationOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly PeriodicTimer _timer;
    private readonly Action<WatchChange> _report;
    private readonly Action<Exception> _fail;

    private Poller(Gate gate, string path, bool recurse, Action<WatchChange> report, Action<Exception> fail)
    {
        _gate = gate;
        _path = gate.Parse(path).Value;
        _options = SearchOptions.Of(recurse ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);
        (_report, _fail) = (report, fail);
        _timer = new PeriodicTimer(gate.Options.WatcherInterval, gate.Options.TimeProvider);
    }

    /// <summary>Waits for the first listing, so that whatever happens from then on is reported.</summary>
    public static Poller Start(Gate gate, string path, bool recurse, Action<WatchChange> report, Action<Exception> fail)
    {
        var poller = new Poller(gate, path, recurse, report, fail);
        try
        {
            var first = Blocking.Wait(() => poller.ListAsync(CancellationToken.None));
            _ = poller.PollAsync(first, poller._stop.Token);
            return poller;
        }
        catch
        {
            poller.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _timer.Dispose();
        _stop.Dispose();
    }

    private async Task PollAsync(WatchSnapshot last, CancellationToken cancellationToken)
    {
        var isFailing = false;
        while (await TickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var next = await ListAsync(cancellationToken).ConfigureAwait(false);
                foreach (var change in last.ChangesTo(next).TakeWhile(_ => !cancellationToken.IsCancellationRequested))
                {
                    _report(change);
                }

                last = next;
                isFailing = false;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // Stopped in the middle; nobody listens any more.
                return;
            }
            catch (Exception error)
            {
                // Told once; the next listing that works shows what was missed.
                if (!isFailing)
                {
                    _fail(error);
                }

                isFailing = true;
            }
        }
    }

    private async ValueTask<bool> TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // A directory without a marker goes with its last file, which must show as that file's deletion.
    private async Task<WatchSnapshot> ListAsync(CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            var listing = Search.Of(_gate, _path, SearchOptions.Everything, _options, Targets.Both);
            await foreach (var found in listing.SelectAsync(found => found, cancellationToken).ConfigureAwait(false))
            {
                entries[found.Spelling[(_path.Length == 1 ? 1 : _path.Length + 1)..]] = found.Entry;
            }
        }
        catch (DirectoryNotFoundException)
        {
            return WatchSnapshot.Empty;
        }

        Pace(entries.Count);
        return new WatchSnapshot(entries);
    }

    private void Pace(int entries)
    {
        var requests = 1 + (entries / EntriesPerRequest);
        var affordable = TimeSpan.FromMinutes(1) / Math.Max(1, _gate.Options.WatcherRequestsPerMinute) * requests;
        var period = affordable > _gate.Options.WatcherInterval ? affordable : _gate.Options.WatcherInterval;
        if (_timer.Period != period)
        {
            _timer.Period = period;
        }
    }
}
