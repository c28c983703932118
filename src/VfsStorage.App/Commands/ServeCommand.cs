using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.App.Serving;
using VfsStorage.App.Serving.Security;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs serve</c>: the HTTP API and its page.</summary>
internal static class ServeCommand
{
    private const int MaxPort = 65_535;

    private static readonly Option<string> _host = new("--host")
    {
        Description = "The IP address to listen on. Other machines can reach 0.0.0.0 and [::]; that needs an API key.",
        HelpName = "address",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> _port = new("--port")
    {
        Description = "The port to listen on; 0 for any that is free.",
        HelpName = "number",
        DefaultValueFactory = _ => ServeAddress.DefaultPort,
    };

    private static readonly Option<bool> _createKey = new("--create-key")
    {
        Description = "Print a new API key and its hash for VFS_API_KEY_HASHES, and end.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("serve", "Serve the HTTP API, its description (/scalar), and a page to look at (/).") { _host, _port, _createKey };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(parsed, token => RunAsync(host.Terminal, parsed, token), cancellationToken));
        return command.WithStorageOptions();
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_createKey))
        {
            var (key, hash) = ApiKeys.Create();
            terminal.WriteLine($"Key, for clients (header X-API-Key): {key}");
            terminal.WriteLine($"Hash, for the server: VFS_API_KEY_HASHES={hash}");
            return ExitCode.Success;
        }

        if (parsed.GetValue(_port) is < 0 or > MaxPort)
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--port must be 0 to {MaxPort}."));
        var configuration = ConfigurationFiles.Load(parsed.GetValue(SharedOptions.Config), CommandHost.CommandLineValues(parsed));
        await using var server = ClaimsServer.Create(
            configuration, new ServeAddress(parsed.GetValue(_host)!.Trim('[', ']'), parsed.GetValue(_port)), parsed.GetValue(SharedOptions.Diagnostic));
        await new StorageCheck(configuration).RunAsync(cancellationToken);
        // What was switched before the last stop.
        await server.Services.GetRequiredService<ServerSwitches>().ReadAsync(cancellationToken);
        await server.StartAsync(cancellationToken);
        terminal.WriteLine($"Listening on {string.Join(", ", server.Urls)}");
        await terminal.Out.FlushAsync(CancellationToken.None);
        await ServerRun.UntilStoppedAsync(server, cancellationToken);
        terminal.WriteLine("Stopped. Accepted claims that are not done go on at the next start.");
        return ExitCode.Success;
    }
}
