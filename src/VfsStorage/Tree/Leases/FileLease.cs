using System.Buffers;
using System.Security.Cryptography;
using System.Text;
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
    private readonly IObjectStore _store;
    private readonly ObjectKey _key;
    private readonly VirtualPath _path;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _timer;
    private LeaseRecord _record;
    private string _etag;
    private bool _ended;

    private FileLease(IObjectStore store, ObjectKey key, VirtualPath path, (LeaseRecord Record, string ETag) taken, TimeProvider time)
    {
        (_store, _key, _path, _record, _etag) = (store, key, path, taken.Record, taken.ETag);
        var period = _record.Duration / 3;
        _timer = time.CreateTimer(_ => _ = RenewAsync(), null, period, period);
    }

    /// <summary>The fencing token.</summary>
    public long Token => _record.Token;

    /// <summary>Takes the lease of a file.</summary>
    /// <exception cref="IOException">Somebody else has it.</exception>
    public static async Task<FileLease> TakeAsync(IObjectStore store, Location location, S3FileSystemOptions options, CancellationToken cancellationToken)
    {
        var (key, time) = (KeyOf(location), options.TimeProvider);
        var record = new LeaseRecord { Path = location.Path.Value, Holder = Worker.Current, Since = time.GetUtcNow(), Token = 1, Duration = options.LeaseDuration };
        var found = await FoundLease.ReadAsync(store, key, cancellationToken).ConfigureAwait(false);
        if (found is not null && !found.IsFree(time.GetUtcNow()))
        {
            throw Held(location.Path, found);
        }

        var precondition = found is null ? Precondition.Missing : Precondition.Matches(found.ETag);
        record = record with { Token = (found?.Record?.Token ?? 0) + 1, Stamp = NewStamp() };
        var etag = await PutAsync(store, key, record, precondition, cancellationToken).ConfigureAwait(false)
            ?? throw Held(location.Path, await FoundLease.ReadAsync(store, key, cancellationToken).ConfigureAwait(false));
        return new FileLease(store, key, location.Path, (record, etag), time);
    }

    /// <summary>Checks that nobody has a file for himself.</summary>
    /// <exception cref="IOException">Somebody has.</exception>
    public static async Task CheckAsync(IObjectStore store, Location location, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await FoundLease.ReadAsync(store, KeyOf(location), cancellationToken).ConfigureAwait(false) is { } found && !found.IsFree(time.GetUtcNow()))
        {
            throw Held(location.Path, found);
        }
    }

    /// <summary>Makes sure that the lease still is ours, for its whole duration from now on.</summary>
    /// <exception cref="IOException">Somebody else has taken it over.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var record = _record with { Stamp = NewStamp() };
            _etag = await PutAsync(_store, _key, record, Precondition.Matches(_etag), cancellationToken).ConfigureAwait(false)
                ?? throw new IOException($"The lease of '{_path}' ran out and was taken over by somebody else; nothing was written.");
            _record = record;
        }
        finally
        {
            _turn.Release();
        }
    }

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
            await _store.DeleteAsync(_key, _etag, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // It is another's by now, or runs out by itself.
        }
        finally
        {
            _turn.Release();
        }
    }

    private static ObjectKey KeyOf(Location location)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location.Relative)));
        return location.Mount.KeyOf($"{location.Mount.Prefix}{ReservedKeys.Leases}{name}.json");
    }

    private static IOException Held(VirtualPath path, FoundLease? found) => new(
        $"The process cannot access the file '{path}' because it is being used by another process"
        + (found?.Record is { } record ? $": {record.Holder}, since {record.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC." : "."),
        Errors.IoErrors.Again);

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>The ETag of what was written, or <see langword="null"/> if somebody else was first.</summary>
    private static async Task<string?> PutAsync(IObjectStore store, ObjectKey key, LeaseRecord record, Precondition precondition, CancellationToken cancellationToken)
    {
        try
        {
            var headers = new ObjectHeaders { ContentType = "application/json" };
            return (await store.PutAsync(key, new ReadOnlySequence<byte>(record.ToBytes()), headers, precondition, cancellationToken).ConfigureAwait(false)).ETag;
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            // The answer to a first try may have been lost, and the second have met what the first had written.
            var found = await FoundLease.ReadAsync(store, key, cancellationToken).ConfigureAwait(false);
            return found?.Record?.Stamp == record.Stamp ? found.ETag : null;
        }
    }

    /// <summary>Renews in the background. A failure is told by the next confirmation; until then the lease just grows older.</summary>
    private async Task RenewAsync()
    {
        try
        {
            if (!_ended)
            {
                await ConfirmAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is StoreException or IOException or ObjectDisposedException)
        {
            // See above.
        }
    }
}
