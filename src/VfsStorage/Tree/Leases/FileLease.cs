using Microsoft.Extensions.Logging;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Tree.Leases;

/// <summary>
/// The right to be the only one who has a file open, held by an object in the store: made where none is, or over one that has run out, renewed while
/// the file is open, and confirmed before each commit. Who has lost it finds that out there, at the latest.
/// </summary>
internal sealed class FileLease : IAsyncDisposable
{
    private readonly LeaseObject _object;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _timer;
    private readonly HashSet<string> _unanswered = [];
    private LeaseRecord _record;
    private string _etag;
    private long _confirmed;
    private bool _isLost;
    private bool _ended;

    private FileLease(LeaseObject lease, LeaseRecord record, string etag, S3FileSystemOptions options)
    {
        (_object, _record, _etag, _time) = (lease, record, etag, options.TimeProvider);
        _logger = options.LoggerFactory.CreateLogger<FileLease>();
        _confirmed = _time.GetTimestamp();
        // A stream that is forgotten without being closed must not hold its file for ever: the timer does not keep the lease alive.
        var self = new WeakReference<FileLease>(this);
        _timer = _time.CreateTimer(_ => RenewIfAlive(self), null, Period, Period);
    }

    /// <summary>True if another one held it before and let it run out: what that one still has under way may yet arrive.</summary>
    public bool WasTakenOver => _record.Generation > 1;

    private TimeSpan Period => _record.Duration / 3;

    /// <summary>Takes the lease of a file.</summary>
    /// <exception cref="IOException">Somebody else has it.</exception>
    public static async Task<FileLease> TakeAsync(IObjectStore store, Location location, S3FileSystemOptions options, CancellationToken cancellationToken)
    {
        var lease = new LeaseObject(store, location, options.TimeProvider);
        var found = await lease.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (found is not null && !await lease.IsFreeAsync(found, cancellationToken).ConfigureAwait(false))
        {
            throw lease.Held(found);
        }

        var record = new LeaseRecord
        {
            Path = location.Path.Value,
            Holder = Worker.Current,
            HolderSpace = ProcessSpace.Current,
            Since = options.TimeProvider.GetUtcNow(),
            Generation = found is null ? 1 : (found.Record?.Generation ?? 1) + 1,
            Duration = options.LeaseDuration,
            Token = LeaseRecord.NewToken(),
        };
        // Not cancelled once it is sent: a lease that nobody knows of would keep its own process out.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var etag = await lease.TryWriteAsync(record, found?.ETag, CancellationToken.None).ConfigureAwait(false)
                ?? throw lease.Held(await lease.ReadAsync(cancellationToken).ConfigureAwait(false));
            return new FileLease(lease, record, etag, options);
        }
        catch (StoreException)
        {
            await lease.WithdrawAsync(record.Token).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes sure that the lease still is ours, for its whole duration from now on.</summary>
    /// <exception cref="IOException">Somebody else has taken it over.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await ConfirmInTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives the lease back; one that cannot be given back runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            // Not every store deletes on condition. One that has just been confirmed is nobody else's for its whole duration.
            if (!_isLost && _time.GetElapsedTime(_confirmed) > Period)
            {
                await ConfirmInTurnAsync(CancellationToken.None).ConfigureAwait(false);
            }

            if (!_isLost)
            {
                await _object.DeleteAsync(_etag).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is StoreException or IOException)
        {
            _logger.LeaseStays(_object.Path.Value, failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ConfirmInTurnAsync(CancellationToken cancellationToken)
    {
        if (_isLost)
        {
            throw IoErrors.LeaseLost(_object.Path);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var record = _record with { Token = LeaseRecord.NewToken() };
        while (true)
        {
            var asked = _time.GetTimestamp();
            if (await TryWriteAsync(record).ConfigureAwait(false) is { } etag)
            {
                (_record, _etag, _confirmed) = (record, etag, asked);
                return;
            }

            // What is there may be an earlier renewal of ours, that failed and arrived all the same.
            if (await _object.ReadAsync(CancellationToken.None).ConfigureAwait(false) is not { Record: { } there } found || !_unanswered.Remove(there.Token))
            {
                _isLost = true;
                throw IoErrors.LeaseLost(_object.Path);
            }

            _etag = found.ETag;
        }
    }

    private async Task<string?> TryWriteAsync(LeaseRecord record)
    {
        try
        {
            return await _object.TryWriteAsync(record, _etag, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            _unanswered.Add(record.Token);
            throw;
        }
    }

    private static void RenewIfAlive(WeakReference<FileLease> reference)
    {
        if (reference.TryGetTarget(out var lease))
        {
            _ = lease.RenewAsync();
        }
    }

    /// <summary>Renews in the background. A failure is told by the next commit; until then the lease just grows older.</summary>
    private async Task RenewAsync()
    {
        // Where one is under way still, the next takes its place.
        if (_ended || _isLost || !await _turn.WaitAsync(0).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (!_ended)
            {
                await ConfirmInTurnAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (IOException lost)
        {
            _logger.LeaseLost(_object.Path.Value, lost);
        }
        catch (Exception failure) when (failure is StoreException or ObjectDisposedException)
        {
            _logger.LeaseNotRenewed(_object.Path.Value, failure);
        }
        finally
        {
            _turn.Release();
        }
    }
}
