using Amazon.S3;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Sends one request at a time through the SDK: counts and traces it, retries what the SDK does not (a lost race, expired
/// credentials), and turns its failure into a <see cref="StoreException"/>.
/// </summary>
internal sealed class RequestSender(IAmazonS3 client, ObjectStoreSettings settings, RequestMeter meter, TimeProvider time)
{
    public RequestMeter Meter => meter;

    public TimeProvider Time => time;

    /// <summary>Sends what <paramref name="send"/> makes, anew for each try, so that a body starts from its beginning.</summary>
    public async Task<T> SendAsync<T>(
        RequestKind kind, ObjectKey target, Func<IAmazonS3, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var refreshed = false;
        for (var attempt = 0; ; attempt++)
        {
            var measure = meter.Start(kind, target.Bucket);
            try
            {
                var answer = await send(client, cancellationToken).ConfigureAwait(false);
                measure.End();
                return answer;
            }
            catch (Exception exception) when (S3Errors.Translate(exception, kind, target, cancellationToken) is { } error)
            {
                measure.End(error);
                if (error.Kind == StoreErrorKind.BadCredentials && !refreshed && settings.RefreshCredentials is { } refresh)
                {
                    refresh();
                    refreshed = true;
                }
                else if (IsLostRace(error, kind) && attempt < settings.ConflictRetries)
                {
                    await BackOffAsync(attempt, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    throw error;
                }
            }
        }
    }

    /// <summary>Waits longer with each attempt, from 0, with jitter so that those who met do not meet again.</summary>
    public Task BackOffAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = settings.ConflictBackoff * (1 << Math.Min(attempt, 10));
        return Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
    }

    // An upload that met another at its completion has to be started again from its parts: S3 keeps answering 409.
    private static bool IsLostRace(StoreException error, RequestKind kind) =>
        error.Kind == StoreErrorKind.Conflict && kind != RequestKind.CompleteUpload;
}
