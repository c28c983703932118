using System.CommandLine;
using System.CommandLine.Parsing;
using VfsStorage.App.Commands;
using VfsStorage.App.Hosting;

namespace VfsStorage.App;

/// <summary>The whole program without its process: parses a command line, runs the command, returns the exit code.</summary>
internal static class VfsProgram
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="terminal">Where output and errors go.</param>
    /// <param name="cancellationToken">Interrupts the command.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var root = CommandList.CreateRoot(new CommandHost(terminal));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                terminal.WriteError(LineOf(error));
            terminal.WriteError($"Run 'vfs {Path(parsed.CommandResult.Command)}--help' for the commands and options.");
            return (int)ExitCode.BadInput;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            // Signals are the process's business (StopSignals), errors the command host's.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    /// <summary>What is wrong with a command line; the parser's own words name types of .NET.</summary>
    private static string LineOf(ParseError error) =>
        error.SymbolResult is OptionResult { Option: { ValueType: var type } option, Tokens: [var token] }
        && error.Message.Contains(type.ToString(), StringComparison.Ordinal)
            ? $"{option.Name} must be {(type.IsEnum ? string.Join(" or ", Enum.GetNames(type)).ToLowerInvariant() : "a whole number")}, not '{token.Value}'."
            : error.Message;

    private static string Path(Command command) =>
        command is RootCommand ? "" : Path(command.Parents.OfType<Command>().First()) + command.Name + " ";
}
