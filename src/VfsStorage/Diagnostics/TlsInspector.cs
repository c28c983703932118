using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace VfsStorage.Diagnostics;

/// <summary>Shakes hands with an endpoint as an S3 client would, and tells what its certificate is worth.</summary>
internal static class TlsInspector
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Connects and says good-bye. A certificate that is not trusted is told, not accepted: nothing is sent.</summary>
    /// <exception cref="SocketException">There is nobody.</exception>
    /// <exception cref="AuthenticationException">They do not speak TLS, or not one of ours.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public static async Task<TlsFacts> InspectAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
        TlsFacts? facts = null;
        var stream = new SslStream(socket.GetStream());
        await using (stream.ConfigureAwait(false))
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = host,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    facts = Describe(certificate, [.. Problems(chain, errors)]);
                    return errors == SslPolicyErrors.None;
                },
            };
            try
            {
                await stream.AuthenticateAsClientAsync(options, limit.Token).ConfigureAwait(false);
            }
            catch (AuthenticationException) when (facts?.Problems.Count > 0)
            {
                // Told in the facts.
                return facts;
            }

            return facts! with { Protocol = stream.SslProtocol };
        }
    }

    private static TlsFacts Describe(X509Certificate? certificate, IReadOnlyList<string> problems) => certificate is null
        ? new TlsFacts("nobody", default, problems)
        : new TlsFacts(certificate.Issuer, new DateTimeOffset(((X509Certificate2)certificate).NotAfter.ToUniversalTime()), problems);

    private static IEnumerable<string> Problems(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) yield return "there is none";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) yield return "it is for another host name";
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) yield break;
        foreach (var status in chain?.ChainStatus ?? []) yield return status.StatusInformation.Trim().TrimEnd('.');
    }
}
