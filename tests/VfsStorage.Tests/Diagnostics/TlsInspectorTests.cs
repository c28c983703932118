using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VfsStorage.Diagnostics;

namespace VfsStorage.Tests.Diagnostics;

/// <summary>What a handshake tells of a certificate; one that is not trusted is never accepted.</summary>
internal sealed class TlsInspectorTests
{
    [Test]
    public async Task Inspect_CertificateOfNoAuthority_IsToldAndNotAccepted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var end = DateTimeOffset.UtcNow.AddDays(3);
        var served = ServeAsync(listener, end);

        var facts = await TlsInspector.InspectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, default);

        Assert.That(facts.Problems, Is.Not.Empty);
        Assert.That(facts.Issuer, Is.EqualTo("CN=vfs-test"));
        Assert.That(facts.NotAfter, Is.EqualTo(end).Within(TimeSpan.FromSeconds(2)));
        Assert.That(facts.Protocol, Is.EqualTo(SslProtocols.None), "The handshake must end with the certificate.");
        await served;
    }

    [Test]
    public void Inspect_NobodyThere_Throws()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.That(() => TlsInspector.InspectAsync("127.0.0.1", port, default), Throws.InstanceOf<SocketException>());
    }

    private static async Task ServeAsync(TcpListener listener, DateTimeOffset end)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=vfs-test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(end.AddDays(-30), end);
        // A certificate with an ephemeral key cannot serve on every platform; one that was exported and read can.
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            // With TLS 1.3 the refusal comes after the server's half of the handshake.
            await stream.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
        }
    }
}
