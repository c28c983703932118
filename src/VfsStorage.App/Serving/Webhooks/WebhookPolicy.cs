using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Serving.Webhooks;

/// <summary>
/// Decides where webhooks may go: to what the allow-list matches as a whole or, without one, to public addresses only, so that nobody
/// can make the server talk to what only the server can reach.
/// </summary>
internal sealed class WebhookPolicy
{
    // Against patterns that never end; long enough that a machine which is busy with something else does not refuse what is allowed.
    private static readonly TimeSpan _matchTimeout = TimeSpan.FromSeconds(10);

    /// <summary>64:ff9b::/96, where a network translates to the IPv4 address in the last four bytes.</summary>
    private static readonly byte[] _nat64 = [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly Regex? _allowed;

    /// <summary>Takes the settings' allow-list.</summary>
    /// <exception cref="UsageException">It is no regular expression.</exception>
    public WebhookPolicy(ServeSettings settings)
    {
        if (settings.WebhookAllowList.Length == 0)
            return;
        try
        {
            _allowed = new Regex($"^(?:{settings.WebhookAllowList})\\z", RegexOptions.CultureInvariant, _matchTimeout);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"WEBHOOK_ALLOWLIST is no regular expression: {exception.Message}", exception);
        }
    }

    /// <summary>Why <paramref name="url"/> is refused; <see langword="null"/> if it is not.</summary>
    public string? Refuse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || !url.StartsWith(address.Scheme + Uri.SchemeDelimiter, StringComparison.OrdinalIgnoreCase))
            return "It must be an http or https URL.";
        if (address.UserInfo.Length > 0)
            return "It must not hold a user name or password.";
        return IsAllowed(AsSent(url, address)) ? null : "The allow-list (WEBHOOK_ALLOWLIST) does not match it.";
    }

    /// <summary>Whether a connection to <paramref name="address"/> may be opened.</summary>
    public bool MayConnect(IPAddress address)
    {
        if (_allowed is not null)
            return true;
        var ip = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return IsPublic(ip);
        if (address.IsIPv4MappedToIPv6 || ip.AsSpan().StartsWith(_nat64))
            return IsPublic(ip[12..]);
        // What is public begins with the bits 001. Of that, 2002::/16 (6to4) and 2001::/32 (Teredo) stand for IPv4 addresses.
        return ip[0] >> 5 == 1 && (ip[0], ip[1]) != (0x20, 0x02) && !address.IsIPv6Teredo;
    }

    /// <summary>
    /// The URL in the form in which it is used. What was written may read otherwise to a pattern: <c>https://evil.example#.good.example/</c>
    /// looks like a name below good.example, and <c>/hooks/../admin</c> like something below /hooks.
    /// </summary>
    private static string AsSent(string url, Uri address)
    {
        var host = address.Scheme.Length + Uri.SchemeDelimiter.Length;
        var length = url.AsSpan(host).IndexOfAny("/\\?#");
        return length < 0 ? url : $"{url.AsSpan(0, host + length)}{address.PathAndQuery}{address.Fragment}";
    }

    private bool IsAllowed(string url)
    {
        try
        {
            return _allowed?.IsMatch(url) ?? true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool IsPublic(byte[] ip) => (ip[0], ip[1]) switch
    {
        (0 or 10 or 127 or >= 224, _) => false,
        (100, >= 64 and < 128) => false,
        (169, 254) => false,
        (172, >= 16 and < 32) => false,
        (192, 168) => false,
        (192, 0) when ip[2] == 0 => false,
        (198, 18 or 19) => false,
        _ => true,
    };
}
