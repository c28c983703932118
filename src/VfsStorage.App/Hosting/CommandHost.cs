using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VfsStorage.App.Commands;
using VfsStorage.App.Configuration;

namespace VfsStorage.App.Hosting;

/// <summary>Runs the body of every command: configuration and services before it, errors to lines and exit codes after it.</summary>
internal sealed class CommandHost(Terminal terminal)
{
    /// <summary>Where commands write.</summary>
    public Terminal Terminal { get; } = terminal;

    /// <summary>Runs a command that works on the configured storage.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="body">The command; gets the services of <see cref="ApplicationServices"/>.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public Task<int> RunAsync(
        ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<ExitCode>> body, CancellationToken cancellationToken) =>
        RunAsync(
            parsed,
            async token =>
            {
                var services = new ServiceCollection().AddApplication(ConfigurationOf(parsed), parsed.GetValue(SharedOptions.Diagnostic));
                await using var provider = services.BuildServiceProvider();
                provider.GetService<IStartupValidator>()?.Validate();
                return await body(provider, token);
            },
            cancellationToken);

    /// <summary>Runs a command that brings its own storage, or needs none.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<CancellationToken, Task<ExitCode>> body, CancellationToken cancellationToken)
    {
        try
        {
            return (int)await body(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Terminal.WriteError("Interrupted.");
            return (int)ExitCode.Interrupted;
        }
        // The program's border: whatever it is, the user gets a line and the caller a code.
        catch (Exception exception)
        {
            foreach (var line in ErrorLines.Of(exception))
                Terminal.WriteError(line);
            if (parsed.GetValue(SharedOptions.Diagnostic))
                await Terminal.Error.WriteLineAsync(exception.ToString());
            return (int)ErrorLines.CodeOf(exception);
        }
    }

    /// <summary>The configuration that a command line asks for.</summary>
    /// <exception cref="StorageConfigurationException">The file is missing or is not JSON.</exception>
    /// <exception cref="UsageException">The <c>.env</c> file cannot be read.</exception>
    public static IConfigurationRoot ConfigurationOf(ParseResult parsed) =>
        ConfigurationFiles.Load(parsed.GetValue(SharedOptions.Config), CommandLineValues(parsed));

    /// <summary>What the command line says about the configuration.</summary>
    public static IEnumerable<KeyValuePair<string, string>> CommandLineValues(ParseResult parsed) =>
        parsed.GetValue(SharedOptions.Mode) is { } mode ? [KeyValuePair.Create("storage.mode", mode)] : [];
}
