using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>
/// One version of an object, for reading ranges of it. Every request names the version's ETag, so that bytes of two versions
/// are never mixed; a body that breaks off is taken up again where it broke.
/// </summary>
internal sealed class PinnedObject(IObjectStore store, ObjectKey key, VirtualPath path, ObjectInfo info)
{
    private const int MaxAttempts = 4;

    public ObjectInfo Info { get; } = info;

    /// <summary>Starts reading a range.</summary>
    /// <exception cref="IOException">The file has changed since it was opened.</exception>
    public async Task<ObjectBody> OpenAsync(long offset, long length, CancellationToken cancellationToken)
    {
        try
        {
            return await store.GetAsync(key, ByteRange.From(offset, length), Info.ETag, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind is StoreErrorKind.PreconditionFailed or StoreErrorKind.NotFound or StoreErrorKind.RangeNotSatisfiable)
        {
            throw new IOException($"The file '{path}' was changed or deleted while it was being read.", error);
        }
    }

    /// <summary>Reads a range whole into what <paramref name="sink"/> offers for each offset within it.</summary>
    /// <param name="offset">Where the range starts in the object.</param>
    /// <param name="length">How many bytes; the range lies within the object.</param>
    /// <param name="sink">Room for bytes from so far into the range on, at least one and no more than the range has left.</param>
    /// <param name="first">A body that is open already and starts at <paramref name="offset"/>; it is disposed.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task FillAsync(long offset, long length, Func<long, Memory<byte>> sink, ObjectBody? first, CancellationToken cancellationToken)
    {
        long done = 0;
        var body = first;
        for (var attempt = 1; done < length; attempt++)
        {
            body ??= await OpenAsync(offset + done, length - done, cancellationToken).ConfigureAwait(false);
            try
            {
                while (done < length)
                {
                    done += await ReadSomeAsync(body, sink(done), cancellationToken).ConfigureAwait(false);
                }
            }
            catch (StoreException error) when (IsBroken(error) && attempt < MaxAttempts)
            {
                // A checksum speaks of the whole object, so all of it is read again; what has none goes on where it broke.
                done = error.Kind == StoreErrorKind.Corrupt || IsWhole(offset, length) ? 0 : done;
            }
            finally
            {
                await body.DisposeAsync().ConfigureAwait(false);
                body = null;
            }
        }

        if (body is not null)
        {
            // Of no bytes nothing was read.
            await body.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>True if a range is the whole object, which has a checksum.</summary>
    public bool IsWhole(long offset, long length) => offset == 0 && length == Info.Length;

    /// <summary>Reads a range whole.</summary>
    public Task FillAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        FillAsync(offset, destination.Length, done => destination[(int)done..], null, cancellationToken);

    /// <summary>Reads at least one byte.</summary>
    public static async ValueTask<int> ReadSomeAsync(ObjectBody body, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var read = await body.Content.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
        return read > 0 ? read : throw new StoreException(StoreErrorKind.Unavailable, "The answer ended before all bytes had come.");
    }

    private static bool IsBroken(StoreException error) => error.Kind is StoreErrorKind.Unavailable or StoreErrorKind.Corrupt or StoreErrorKind.Throttled;
}
