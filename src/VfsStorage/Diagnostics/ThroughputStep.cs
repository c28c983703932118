using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using VfsStorage.Configuration;
using VfsStorage.Objects;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>How fast one stream of bytes travels to the store and back.</summary>
internal sealed class ThroughputStep(S3Patient patient, StorageArea area)
{
    private const int Bytes = 8 << 20;

    public async Task<StorageFinding> RunAsync(CancellationToken cancellationToken)
    {
        var key = new ObjectKey(area.Bucket!, $"{area.MountPrefix}{ThrowAwayKeys.DiagnosisPrefix}{Guid.NewGuid():N}-speed");
        var content = new byte[Bytes];
        Random.Shared.NextBytes(content);
        try
        {
            var started = Stopwatch.GetTimestamp();
            await patient.Store.PutAsync(key, new ReadOnlySequence<byte>(content), ObjectHeaders.None, Precondition.None, cancellationToken).ConfigureAwait(false);
            var up = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            var body = await patient.Store.GetAsync(key, null, null, cancellationToken).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                await body.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            }

            return new StorageFinding("endpoint", Ok, $"one stream carries {Rate(up)} up, {Rate(Stopwatch.GetElapsedTime(started))} down");
        }
        catch (StoreException error)
        {
            return new StorageFinding("endpoint", Warning, $"8 MiB could not be sent and fetched ({Failures.Reason(error)})") { Remedy = "Is the line very slow, or is there a limit on sizes?" };
        }
        finally
        {
            await Attempt.RunAsync(() => patient.Store.DeleteAsync(key, null, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private static string Rate(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Bytes / time.TotalSeconds / (1 << 20):0} MiB/s");
}
