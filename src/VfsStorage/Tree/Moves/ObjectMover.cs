using VfsStorage.Objects;

namespace VfsStorage.Tree.Moves;

/// <summary>
/// Copies single objects of a move to where nothing is, in the version that was seen. Knows its own copy again when the answer was lost, and takes a
/// source that was rewritten in its newest version.
/// </summary>
internal sealed class ObjectMover(IObjectStore store)
{
    private const int MaxAttempts = 5;

    private readonly ObjectComparer _comparer = new(store);

    /// <summary>Copies to where nothing is.</summary>
    /// <exception cref="StoreException">Something else is at the destination, or the source is gone.</exception>
    public async Task<MovedObject> CopyAsync(ObjectKey source, ObjectKey destination, ObjectInfo found, CancellationToken cancellationToken)
    {
        var current = found;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new MovedObject(current, await store.CopyAsync(Request(source, destination, current, Precondition.Missing), cancellationToken).ConfigureAwait(false));
            }
            catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed && attempt < MaxAttempts)
            {
                var newest = await store.HeadAsync(source, cancellationToken).ConfigureAwait(false) ?? throw Gone(source, error);
                if (await store.HeadAsync(destination, cancellationToken).ConfigureAwait(false) is { } there)
                {
                    // Ours, whose answer was lost; or somebody else's, which stays.
                    if (await _comparer.AreEqualAsync(source, newest, destination, there, cancellationToken).ConfigureAwait(false))
                    {
                        return new MovedObject(newest, there);
                    }

                    throw;
                }

                current = newest;
            }
        }
    }

    /// <summary>Copies the newest version over an earlier copy; <see langword="null"/> if the source is gone by now.</summary>
    public async Task<MovedObject?> CopyAgainAsync(ObjectKey source, ObjectKey destination, MovedObject earlier)
    {
        if (await store.HeadAsync(source, CancellationToken.None).ConfigureAwait(false) is not { } newest)
        {
            return null;
        }

        var request = Request(source, destination, newest, Precondition.Matches(earlier.Copy.ETag));
        return new MovedObject(newest, await store.CopyAsync(request, CancellationToken.None).ConfigureAwait(false));
    }

    private static StoreException Gone(ObjectKey source, StoreException cause) => new(StoreErrorKind.NotFound, $"{source} is gone.", cause);

    private static CopyRequest Request(ObjectKey source, ObjectKey destination, ObjectInfo version, Precondition precondition) => new(source, destination)
    {
        SourceETag = version.ETag,
        SourceLength = version.Length,
        StorageClass = version.StorageClass,
        AsMultipart = FileTree.MayBeLink(version),
        Precondition = precondition,
    };
}
