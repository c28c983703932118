using System.CommandLine;
using VfsStorage.App.Demo;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs demo</c>: the same batch on the local disk and in S3, compared; needs nothing installed and no network.</summary>
internal static class DemoCommand
{
    private static readonly Option<bool> _keep = new("--keep")
    {
        Description = "Keep the demo's folder and say where it is.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("demo", "Run a sample batch on the local disk and in S3 (a test server inside the program), and compare.")
        {
            _keep,
        };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(
            parsed, token => RunAsync(host.Terminal, parsed.GetValue(_keep), token), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, bool keep, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("vfs-demo-").FullName;
        try
        {
            return await new DemoRun(terminal, folder).RunAsync(cancellationToken);
        }
        finally
        {
            if (keep)
                terminal.WriteLine($"The local run's files are in {folder}");
            else
                Directory.Delete(folder, recursive: true);
        }
    }
}
