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
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            return "It must be an http or https URL.";
        if (address.UserInfo.Length > 0)
            return "It must not hold a user name or password.";
        return IsAllowed(url) ? null : "The allow-list (WEBHOOK_ALLOWLIST) does not match it.";
    }

    /// <summary>Whether a connection to <paramref name="address"/> may be opened.</summary>
    public bool MayConnect(IPAddress address)
    {
        if (_allowed is not null)
            return true;
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6SiteLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6Multicast || ip.Equals(IPAddress.IPv6Any))
            return false;
        return ip.AddressFamily != AddressFamily.InterNetwork || IsPublic(ip.GetAddressBytes());
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
        _ => true,
    };
}
