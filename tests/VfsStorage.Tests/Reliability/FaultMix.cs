using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// About 5 % of all requests fail: errors, throttling, resets, broken-off bodies, slowness; and of those that may be asked twice, some are
/// carried out and their answer lost.
/// </summary>
internal sealed class FaultMix : IDisposable
{
    private static readonly S3Operation[] MayBeAskedTwice =
    [
        S3Operation.GetObject, S3Operation.HeadObject, S3Operation.ListObjectsV2, S3Operation.PutObject, S3Operation.DeleteObject,
        S3Operation.DeleteObjects, S3Operation.UploadPart,
    ];

    private readonly S3FaultRule[] _rules;

    public FaultMix(S3Faults faults, int seed) => _rules =
    [
        faults.On().Randomly(0.01, seed).Answer(500),
        faults.On().Randomly(0.01, seed + 1).Answer(503),
        faults.On().Randomly(0.01, seed + 2).ResetConnection(),
        faults.On(S3Operation.GetObject).Randomly(0.02, seed + 3).TruncateBody(afterBytes: 5),
        // A range carries no checksum in S3, so nobody can tell; over TLS it cannot happen.
        faults.On(S3Operation.GetObject).Where(request => !request.Headers.ContainsKey("Range")).Randomly(0.03, seed + 4).CorruptBody(atByte: 2),
        faults.On().Randomly(0.01, seed + 5).Delay(TimeSpan.FromMilliseconds(20)),
        faults.On(MayBeAskedTwice).Randomly(0.01, seed + 6).LoseAnswer(),
    ];

    /// <summary>How many requests were befallen.</summary>
    public int Hits => _rules.Sum(rule => rule.Hits);

    public void Dispose()
    {
        foreach (var rule in _rules)
            rule.Dispose();
    }
}
