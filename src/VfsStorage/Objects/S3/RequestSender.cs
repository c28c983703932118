using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Sends one request at a time through the SDK: counts, traces and logs it, holds it back while the store asks to slow down, retries what the SDK
/// does not (a lost race, expired credentials, a throttled request), and turns its failure into a <see cref="StoreException"/>.
/// </summary>
internal sealed class RequestSender(IAmazonS3 client, ObjectStoreSettings settings, RequestMeter meter, TimeProvider time)
{
    private readonly CredentialRenewal _renewal = new(settings.RefreshCredentials);

    public RequestMeter Meter => meter;

    /// <summary>How many requests may be in flight.</summary>
    public CongestionWindow Window { get; } = new(settings.Logger);

    public TimeProvider Time => time;

    public ILogger Logger => settings.Logger;

    /// <summary>Sends what <paramref name="send"/> makes, anew for each try, so that a body starts from its beginning.</summary>
    public async Task<T> SendAsync<T>(
        RequestKind kind, ObjectKey target, Func<IAmazonS3, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var refreshed = false;
        for (var attempt = 0; ; attempt++)
        {
            var generation = _renewal.Generation;
            var (answer, error) = await TryAsync(kind, target, send, cancellationToken).ConfigureAwait(false);
            if (error is null)
            {
                return answer!;
            }

            if (error.Kind is StoreErrorKind.BadCredentials or StoreErrorKind.ExpiredCredentials && !refreshed && _renewal.IsPossible)
            {
                // Many requests meet the same expiry; after another's renewal this one is sent again without its own.
                refreshed = _renewal.Renew(generation);
                if (refreshed) Logger.RefreshingCredentials();
            }
            else if (attempt < RetriesOf(error, kind))
            {
                await BackOffAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                throw error;
            }

            NoteRetry(kind, target, attempt + 2, error);
        }
    }

    /// <summary>Waits longer with each attempt, from 0, with jitter so that those who met do not meet again.</summary>
    public Task BackOffAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = settings.ConflictBackoff * (1 << Math.Min(attempt, 10));
        return Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
    }

    private async Task<(T? Answer, StoreException? Error)> TryAsync<T>(
        RequestKind kind, ObjectKey target, Func<IAmazonS3, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var round = await Window.EnterAsync(cancellationToken).ConfigureAwait(false);
        var throttled = false;
        ThrottleNotice.SendTo(Window, round);
        try
        {
            var measure = meter.Start(kind, target.Bucket);
            try
            {
                var answer = await send(client, cancellationToken).ConfigureAwait(false);
                End(measure, kind, target, null);
                return (answer, null);
            }
            catch (Exception exception) when (S3Errors.Translate(exception, kind, target, cancellationToken) is { } error)
            {
                throttled = error.Kind == StoreErrorKind.Throttled;
                End(measure, kind, target, error);
                return (default, error);
            }
        }
        finally
        {
            Window.Leave(round, throttled);
        }
    }

    private void End(RequestMeasure measure, RequestKind kind, ObjectKey target, StoreException? error)
    {
        measure.End(error);
        if (error?.Kind == StoreErrorKind.Throttled)
        {
            Telemetry.Throttles.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
        }

        if (Logger.IsEnabled(LogLevel.Debug))
        {
            Logger.Request(kind.ToString(), target.ToString(), error?.Kind.ToString() ?? "ok", measure.Elapsed.TotalMilliseconds);
        }
    }

    private void NoteRetry(RequestKind kind, ObjectKey target, int attempt, StoreException error)
    {
        Telemetry.Retries.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
        if (Logger.IsEnabled(LogLevel.Information))
        {
            Logger.Retry(kind.ToString(), target.ToString(), attempt, error.Kind.ToString());
        }
    }

    // An upload that met another at its completion has to be started again from its parts: S3 keeps answering 409.
    private int RetriesOf(StoreException error, RequestKind kind) => error.Kind switch
    {
        StoreErrorKind.Conflict when kind != RequestKind.CompleteUpload => settings.ConflictRetries,
        StoreErrorKind.Throttled => settings.ThrottleRetries,
        _ => 0,
    };
}
