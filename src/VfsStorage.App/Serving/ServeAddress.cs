using System.Globalization;
using System.Net;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Serving;

/// <summary>Where the server listens.</summary>
/// <param name="Host">An IP address, or <c>localhost</c>.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal sealed record ServeAddress(string Host, int Port)
{
    /// <summary>The port of the original.</summary>
    public const int DefaultPort = 8000;

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The address as a URL.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://{(Host == "localhost" ? "127.0.0.1" : HostInUrl)}:{Port}");

    private string HostInUrl => IPAddress.TryParse(Host, out var address)
        ? address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString()
        : throw new UsageException($"--host must be an IP address or localhost, not '{Host}'.");
}
