namespace VfsStorage.Objects.S3;

/// <summary>Has credentials fetched anew once for all requests that failed with the old ones, however many were under way.</summary>
/// <param name="refresh">Drops the cached ones; <see langword="null"/> where there is nothing to fetch.</param>
internal sealed class CredentialRenewal(Action? refresh)
{
    private readonly Lock _lock = new();
    private int _generation;

    /// <summary>Whether a request that was refused may be sent again.</summary>
    public bool IsPossible => refresh is not null;

    /// <summary>How often they were renewed; to be read before a request is signed.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>Renews the credentials that a refused request was signed with, unless another request has seen to that; answers whether this one did.</summary>
    public bool Renew(int generation)
    {
        lock (_lock)
        {
            if (generation != _generation)
            {
                return false;
            }

            refresh!();
            _generation++;
            return true;
        }
    }
}
