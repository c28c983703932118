using Spectre.Console;

namespace VfsStorage.App.Hosting;

/// <summary>Where a command writes: results to the output, problems to the error stream, a line each.</summary>
internal sealed class Terminal
{
    // Redirected output has no width of its own; tables must not be cut there.
    private const int RedirectedWidth = 160;

    /// <summary>Writes to two writers, without colours or live displays unless <paramref name="isLive"/>.</summary>
    public Terminal(TextWriter output, TextWriter error, bool isLive = false)
    {
        Out = output;
        Error = error;
        IsLive = isLive;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isLive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isLive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isLive)
            Console.Profile.Width = RedirectedWidth;
    }

    /// <summary>The standard output.</summary>
    public TextWriter Out { get; }

    /// <summary>The error stream.</summary>
    public TextWriter Error { get; }

    /// <summary>Where answers to questions are read. Default: nobody answers.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Opens the standard output for bytes.</summary>
    public Func<Stream> OpenBytes { get; init; } = static () => Stream.Null;

    /// <summary>Whether a person watches: output may be redrawn.</summary>
    public bool IsLive { get; }

    /// <summary>The output for tables and styles.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected)
    {
        In = System.Console.In,
        OpenBytes = System.Console.OpenStandardOutput,
    };

    /// <summary>Writes one line to the output.</summary>
    public void WriteLine(string line = "") => Out.WriteLine(line);

    /// <summary>Writes one line to the error stream.</summary>
    public void WriteError(string line) => Error.WriteLine("vfs: " + line.ReplaceLineEndings(" "));
}
