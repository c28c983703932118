using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree.Leases;

/// <summary>The object that stands for a file's lease: found or not, written on condition, and its age told by the store's own clock.</summary>
internal sealed class LeaseObject
{
    private const int MaxBytes = 64 << 10;

    /// <summary>S3 tells write times in whole seconds.</summary>
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(1);

    private readonly IObjectStore _store;
    private readonly TimeProvider _time;
    private readonly ObjectKey _key;

    public LeaseObject(IObjectStore store, Location location, TimeProvider time)
    {
        (_store, _time, Path) = (store, time, location.Path);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(location.Relative)));
        _key = location.Mount.KeyOf($"{location.Mount.Prefix}{ReservedKeys.Leases}{name}.json");
    }

    /// <summary>The file's path.</summary>
    public VirtualPath Path { get; }

    public async Task<FoundLease?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var body = await _store.GetAsync(_key, null, null, cancellationToken).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            var bytes = new byte[Math.Min(body.Length, MaxBytes)];
            await body.Content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return new FoundLease(body.Info.ETag, body.Info.LastModified, LeaseRecord.Read(bytes));
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Writes it over the version that was found, or where none was; the new ETag, or <see langword="null"/> if somebody else was first.</summary>
    public async Task<string?> TryWriteAsync(LeaseRecord record, string? over, CancellationToken cancellationToken)
    {
        var precondition = (over is null ? Precondition.Missing : Precondition.Matches(over)).Atomic();
        try
        {
            return (await PutAsync(_key, record.ToBytes(), precondition, cancellationToken).ConfigureAwait(false)).ETag;
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            // The answer to a first try may have been lost, and the second have met what the first had written.
            var found = await ReadAsync(cancellationToken).ConfigureAwait(false);
            return found?.Record?.Token == record.Token ? found.ETag : null;
        }
    }

    /// <summary>Removes a lease whose writing failed, if it is there all the same.</summary>
    public async Task WithdrawAsync(string token)
    {
        try
        {
            if (await ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } found && found.Record?.Token == token)
            {
                await DeleteAsync(found.ETag).ConfigureAwait(false);
            }
        }
        catch (StoreException)
        {
            // The first failure says more, and a lease that nobody renews runs out.
        }
    }

    /// <summary>Removes the version that was written.</summary>
    public Task DeleteAsync(string etag) => _store.DeleteAsync(_key, etag, CancellationToken.None);

    /// <summary>
    /// True if a lease holds no more. No machine's clock is trusted for that: one that is fast only leads to a question to the store, which writes a
    /// throw-away object and compares the times that the store gave to both; one that is slow only has it found out later.
    /// </summary>
    public async Task<bool> IsFreeAsync(FoundLease found, CancellationToken cancellationToken)
    {
        if (found.Record is { HasEnded: true })
        {
            return true;
        }

        return SeemsRunOut(found) && await StoreTimeAsync(cancellationToken).ConfigureAwait(false) - found.Touched > found.Duration + ClockResolution;
    }

    /// <summary>Checks that nobody has the file for himself. One who only reads takes this machine's clock for good: he can do no harm.</summary>
    /// <exception cref="IOException">Somebody has.</exception>
    public async Task CheckAsync(bool writes, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken).ConfigureAwait(false) is { } found
            && !(writes ? await IsFreeAsync(found, cancellationToken).ConfigureAwait(false) : SeemsRunOut(found) || found.Record is { HasEnded: true }))
        {
            throw Held(found);
        }
    }

    /// <summary>The sharing violation that a disk would tell, and who shares not.</summary>
    public IOException Held(FoundLease? found) => found?.Record is { } record
        ? IoErrors.SharingViolation(Path, $"{record.Holder}, since {record.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
        : IoErrors.SharingViolation(Path);

    private bool SeemsRunOut(FoundLease found) => _time.GetUtcNow() - found.Touched > found.Duration;

    /// <summary>What time it is by the store's clock.</summary>
    private async Task<DateTimeOffset> StoreTimeAsync(CancellationToken cancellationToken)
    {
        var clock = _key with { Key = $"{_key.Key}.{LeaseRecord.NewToken()}.clock" };
        await PutAsync(clock, [], Precondition.None, cancellationToken).ConfigureAwait(false);
        try
        {
            // Who cannot tell how late it is takes nothing over.
            return (await _store.HeadAsync(clock, cancellationToken).ConfigureAwait(false))?.LastModified ?? DateTimeOffset.MinValue;
        }
        finally
        {
            await _store.DeleteAsync(clock, null, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task<ObjectInfo> PutAsync(ObjectKey key, byte[] content, Precondition precondition, CancellationToken cancellationToken) =>
        _store.PutAsync(key, new ReadOnlySequence<byte>(content), new ObjectHeaders { ContentType = "application/json" }, precondition, cancellationToken);
}
