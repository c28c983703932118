using System.Collections;

namespace VfsStorage.Testing;

/// <summary>Requests in order of arrival, fixed at the moment they were asked for.</summary>
public sealed class S3RequestSet : IReadOnlyList<S3LoggedRequest>
{
    private readonly IReadOnlyList<S3LoggedRequest> _requests;

    internal S3RequestSet(IReadOnlyList<S3LoggedRequest> requests) => _requests = requests;

    /// <inheritdoc/>
    public int Count => _requests.Count;

    /// <summary>Bytes of all request bodies.</summary>
    public long BytesIn => _requests.Sum(r => r.BytesIn);

    /// <summary>Bytes of all answers' bodies.</summary>
    public long BytesOut => _requests.Sum(r => r.BytesOut);

    /// <summary>
    /// The fewest round trips in which these requests can have been made: the longest chain in which each began after the one before had ended.
    /// </summary>
    public int RoundTrips
    {
        get
        {
            var trips = 0;
            var end = TimeSpan.MinValue;
            foreach (var request in _requests.OrderBy(r => r.Ended ?? TimeSpan.MaxValue))
            {
                if (request.Started < end)
                    continue;
                trips++;
                end = request.Ended ?? TimeSpan.MaxValue;
            }

            return trips;
        }
    }

    /// <summary>The most requests that were in flight at one moment.</summary>
    public int PeakConcurrency
    {
        get
        {
            var events = _requests.SelectMany(r => new[] { (At: r.Started, Change: 1), (At: r.Ended ?? TimeSpan.MaxValue, Change: -1) });
            int inFlight = 0, peak = 0;
            foreach (var (_, change) in events.OrderBy(e => e.At).ThenBy(e => e.Change))
                peak = Math.Max(peak, inFlight += change);
            return peak;
        }
    }

    /// <inheritdoc/>
    public S3LoggedRequest this[int index] => _requests[index];

    /// <summary>How many requests ask for this operation.</summary>
    /// <param name="operation">The operation to count.</param>
    public int CountOf(S3Operation operation) => _requests.Count(r => r.Operation == operation);

    /// <summary>The requests for these operations.</summary>
    /// <param name="operations">The operations to keep.</param>
    public S3RequestSet Of(params S3Operation[] operations) => Where(r => operations.Contains(r.Operation));

    /// <summary>The requests that satisfy a condition.</summary>
    /// <param name="predicate">The condition.</param>
    public S3RequestSet Where(Func<S3LoggedRequest, bool> predicate) => new([.. _requests.Where(predicate)]);

    /// <inheritdoc/>
    public IEnumerator<S3LoggedRequest> GetEnumerator() => _requests.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many requests of each kind, such as <c>HEAD×1 PUT×2</c>, in the order of <see cref="S3Operation"/>; <c>none</c> when empty.</summary>
    public override string ToString()
    {
        var counts = _requests.GroupBy(r => r.Operation).OrderBy(g => g.Key).Select(g => $"{ShortName(g.Key)}×{g.Count()}");
        return _requests.Count == 0 ? "none" : string.Join(' ', counts);
    }

    private static string ShortName(S3Operation operation) => operation switch
    {
        S3Operation.HeadObject => "HEAD",
        S3Operation.GetObject => "GET",
        S3Operation.PutObject => "PUT",
        S3Operation.CopyObject => "COPY",
        S3Operation.DeleteObject => "DELETE",
        S3Operation.ListObjectsV2 => "LIST",
        _ => operation.ToString(),
    };
}
