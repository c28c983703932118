using System.Security.Authentication;

namespace VfsStorage.Diagnostics;

/// <summary>What a handshake told.</summary>
/// <param name="Issuer">Who issued the certificate.</param>
/// <param name="NotAfter">Until when it is valid, UTC.</param>
/// <param name="Problems">Why it is not to be trusted; empty if it is.</param>
internal sealed record TlsFacts(string Issuer, DateTimeOffset NotAfter, IReadOnlyList<string> Problems)
{
    /// <summary>The version agreed on; none if the handshake ended with the certificate.</summary>
    public SslProtocols Protocol { get; init; }
}
