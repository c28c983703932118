using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using VfsStorage.Objects;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Whether the endpoint can be reached, how safe the way is, what time it is there, and how far away it is.</summary>
internal sealed class EndpointStep(S3Patient patient)
{
    private const string Subject = "endpoint";
    private const int Pings = 5;

    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RefusedSkew = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan FarAway = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CertificateEndsSoon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Uri _endpoint = patient.Endpoint;

    /// <summary>True once it is known that nobody answers, so that nothing else need be tried.</summary>
    public bool IsOutOfReach { get; private set; }

    public async IAsyncEnumerable<StorageFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (_, failure) = await Attempt.RunAsync(() => PingAsync(cancellationToken)).ConfigureAwait(false);
        yield return await TransportAsync(cancellationToken).ConfigureAwait(false);
        if (failure?.Kind == StoreErrorKind.Unavailable)
        {
            IsOutOfReach = true;
            yield return new StorageFinding(Subject, Error, $"{_endpoint} does not answer: {Failures.Reason(failure)}")
            {
                Remedy = "Correct storage.s3.service_url or storage.s3.aws_region; is there a proxy or a firewall on the way?",
            };
            yield break;
        }

        if (await ClockAsync(cancellationToken).ConfigureAwait(false) is { } clock) yield return clock;
        if (failure is null) yield return await LatencyAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<StorageFinding> TransportAsync(CancellationToken cancellationToken)
    {
        if (_endpoint.Scheme == Uri.UriSchemeHttp)
        {
            return _endpoint.IsLoopback
                ? new StorageFinding(Subject, Ok, $"{_endpoint} is this machine; no TLS is needed")
                : new StorageFinding(Subject, Warning, $"{_endpoint} is not encrypted: anyone on the way can read and change what is sent")
                {
                    Remedy = "Use https in storage.s3.service_url and take storage.s3.allow_insecure away.",
                };
        }

        try
        {
            var facts = await TlsInspector.InspectAsync(_endpoint.DnsSafeHost, _endpoint.Port, cancellationToken).ConfigureAwait(false);
            var text = string.Create(CultureInfo.InvariantCulture, $"{_endpoint}: {NameOf(facts.Protocol)} with a certificate of {facts.Issuer} until {facts.NotAfter.UtcDateTime:yyyy-MM-dd}");
            if (facts.Problems.Count > 0)
            {
                return new StorageFinding(Subject, Error, $"{text}, not to be trusted: {string.Join("; ", facts.Problems)}")
                {
                    Remedy = "Give the endpoint a certificate for its name, or add its authority to this machine's trusted ones.",
                };
            }

            return facts.NotAfter - patient.Time.GetUtcNow() > CertificateEndsSoon
                ? new StorageFinding(Subject, Ok, text)
                : new StorageFinding(Subject, Warning, text) { Remedy = "Renew the certificate." };
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException)
        {
            return new StorageFinding(Subject, Warning, $"{_endpoint}: no TLS handshake from here: {exception.Message.TrimEnd('.')}")
            {
                Remedy = "Behind a proxy that is fine; otherwise look at the address, the port and the firewall.",
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new StorageFinding(Subject, Warning, $"{_endpoint}: the TLS handshake takes too long") { Remedy = "Look at the address and the firewall." };
        }
    }

    private async Task<StorageFinding?> ClockAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, _endpoint);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (answer.Headers.Date is not { } there) return null;
            var skew = patient.Time.GetUtcNow() - there;
            var text = string.Create(CultureInfo.InvariantCulture, $"this clock is {Math.Abs(skew.TotalSeconds):0} s {(skew > TimeSpan.Zero ? "ahead of" : "behind")} the store's");
            return skew.Duration() < TolerableSkew
                ? new StorageFinding(Subject, Ok, skew.Duration() < TimeSpan.FromSeconds(2) ? "the clocks agree" : text)
                : new StorageFinding(Subject, skew.Duration() < RefusedSkew ? Warning : Error, text)
                {
                    Remedy = "Let this machine keep time (NTP): S3 refuses requests that are 15 minutes off.",
                };
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new StorageFinding(Subject, Warning, $"its clock cannot be read: {exception.Message.TrimEnd('.')}") { Remedy = "Behind a proxy that is fine." };
        }
    }

    private async Task<StorageFinding> LatencyAsync(CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (var ping = 0; ping < Pings; ping++)
        {
            var started = Stopwatch.GetTimestamp();
            if ((await Attempt.RunAsync(() => PingAsync(cancellationToken)).ConfigureAwait(false)).Failure is { } failure)
            {
                return new StorageFinding(Subject, Warning, $"of {Pings} small requests one failed ({Failures.Reason(failure)})")
                {
                    Remedy = "Requests are tried again, but each costs time: is the store overloaded, or the line bad?",
                };
            }

            times.Add(Stopwatch.GetElapsedTime(started));
        }

        var median = times.Order().ElementAt(Pings / 2);
        var text = string.Create(CultureInfo.InvariantCulture, $"a small request takes {median.TotalMilliseconds:0} ms (median of {Pings})");
        return median < FarAway
            ? new StorageFinding(Subject, Ok, text)
            : new StorageFinding(Subject, Warning, text) { Remedy = "Run nearer to the buckets, or raise storage.s3.concurrency." };
    }

    private Task<ListPage> PingAsync(CancellationToken cancellationToken) =>
        patient.Store.ListAsync(new ListRequest(patient.Areas[0].Bucket!, patient.Areas[0].MountPrefix) { MaxKeys = 1 }, cancellationToken);

    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLS 1.3",
        SslProtocols.Tls12 => "TLS 1.2",
        _ => "TLS",
    };
}
