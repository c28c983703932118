using System.Globalization;
using System.Runtime.CompilerServices;
using VfsStorage.Configuration;
using VfsStorage.Objects;
using VfsStorage.Tree;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Looks through an area's keys for such that no path can name, and for throw-away objects that were left behind.</summary>
internal sealed class KeyStep(S3Patient patient, StorageArea area)
{
    private const int Shown = 3;

    private static readonly TimeSpan LeftBehind = TimeSpan.FromHours(1);

    private readonly List<string> _foreign = [];
    private readonly List<string> _leftovers = [];
    private long _seen;

    public async IAsyncEnumerable<StorageFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (isAll, failure) = await Attempt.RunAsync(() => LookAsync(cancellationToken)).ConfigureAwait(false);
        if (failure is not null)
        {
            yield return new StorageFinding(area.Name, Warning, $"its keys cannot be looked through ({Failures.Reason(failure)})") { Remedy = "Try again later." };
            yield break;
        }

        var seen = (isAll ? "" : "the first ") + Count(_seen, "key");
        if (_foreign.Count > 0)
        {
            yield return new StorageFinding(area.Name, Warning, $"{Count(_foreign.Count, "key")} that no path can name: {Examples(_foreign)}")
            {
                Remedy = "Listings leave them out. Rename them with the tool that wrote them; rm -r and mv of the directory above take them along.",
            };
        }

        if (_leftovers.Count > 0) yield return await LeftoversAsync(cancellationToken).ConfigureAwait(false);
        if (_foreign.Count + _leftovers.Count == 0) yield return new StorageFinding(area.Name, Ok, $"{seen} looked through, all are paths and nothing was left behind");
    }

    /// <summary>Looks at the keys; answers whether at all of them.</summary>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var request = new ListRequest(area.Bucket!, area.MountPrefix);
        var old = patient.Time.GetUtcNow() - LeftBehind;
        do
        {
            var page = await patient.Store.ListAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var found in page.Objects)
            {
                _seen++;
                var relative = found.Key[area.MountPrefix.Length..];
                if (relative.Length == 0) continue;
                if (!CanBeNamed(relative)) _foreign.Add(found.Key);
                else if (ThrowAwayKeys.IsOne(found.Key) && found.LastModified < old) _leftovers.Add(found.Key);
            }

            request = request.Following(page);
        }
        while (request.ContinuationToken is not null && _seen < patient.Wishes.MaxKeys);
        return request.ContinuationToken is null;
    }

    private async Task<StorageFinding> LeftoversAsync(CancellationToken cancellationToken)
    {
        var finding = new StorageFinding(area.Name, Warning, $"{Count(_leftovers.Count, "throw-away object")} left behind: {Examples(_leftovers)}")
        {
            Remedy = "vfs doctor --fix deletes them.",
            CanBeFixed = true,
        };
        if (!patient.Wishes.Fix) return finding;
        var removed = new List<string>();
        foreach (var keys in _leftovers.Chunk(1000))
        {
            var (remaining, failure) = await Attempt.RunAsync(() => patient.Store.DeleteManyAsync(area.Bucket!, keys, cancellationToken)).ConfigureAwait(false);
            if (failure is not null) return finding with { Fixed = removed, Remedy = $"They could not be deleted ({Failures.Reason(failure)})." };
            removed.AddRange(keys.Except(remaining!.Select(left => left.Key)).Select(key => $"deleted s3://{area.Bucket}/{key}"));
        }

        return removed.Count == _leftovers.Count
            ? finding with { Level = Ok, Fixed = removed, Remedy = null }
            : finding with { Fixed = removed, Remedy = "Some could not be deleted; look at their permissions." };
    }

    private static bool CanBeNamed(string relative) => KeyWalk.CanBeNamed(relative.EndsWith('/') ? relative[..^1].Split('/') : relative.Split('/'));

    private static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    // A foreign key may hold anything, and this is shown on a terminal.
    private static string Examples(List<string> keys) => string.Join(", ", keys.Take(Shown).Select(key => $"'{string.Concat(key.Select(character => char.IsControl(character) ? '?' : character))}'"))
        + (keys.Count > Shown ? ", …" : "");
}
