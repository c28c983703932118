using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VfsStorage.App.Batches;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.App.Menu;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs menu</c>: the batch and its settings, for people who would rather be asked.</summary>
internal static class MenuCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("menu", "Run the batch and change its settings by a menu.");
        command.SetAction((parsed, cancellationToken) => host.RunAsync(parsed, token => RunAsync(host.Terminal, parsed, token), cancellationToken));
        return command.WithStorageOptions();
    }

    private static Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken)
    {
        var configuration = CommandHost.ConfigurationOf(parsed);
        var settings = new MenuSettings(AppSettings.Read(configuration));
        return new MenuLoop(terminal, settings, parsed.GetValue(SharedOptions.Config) ?? ConfigurationFiles.DefaultName, RunBatchAsync).RunAsync(cancellationToken);

        // Its services live as long as it runs, so that what it logged is in the file afterwards.
        async Task<ExitCode> RunBatchAsync(CancellationToken token)
        {
            await using var provider = new ServiceCollection()
                .AddApplication(configuration, settings.Current, parsed.GetValue(SharedOptions.Diagnostic)).BuildServiceProvider();
            provider.GetService<IStartupValidator>()?.Validate();
            return await BatchSession.RunAsync(
                terminal, provider, new BatchOptions { Reviews = settings.Current.Reviews, WaitBetweenRows = settings.Wait }, token);
        }
    }
}
