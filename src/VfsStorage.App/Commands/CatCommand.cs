using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs cat</c>: the bytes of files, one after the other, on the standard output.</summary>
internal static class CatCommand
{
    private static readonly Argument<string[]> _paths = FileCommand.Paths("The files to print.", minimum: 1);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) => new Command("cat", "Print files.") { _paths }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var output = session.Terminal.OpenBytes();
        return await session.ForEachAsync(parsed.GetValue(_paths)!, async path =>
        {
            await foreach (var file in FileContent.FindAsync(session, path, cancellationToken))
            {
                await using var content = await FileContent.OpenAsync(file, cancellationToken);
                await content.CopyToAsync(output, cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
        });
    }
}
