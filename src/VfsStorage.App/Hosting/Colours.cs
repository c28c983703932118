using Spectre.Console;

namespace VfsStorage.App.Hosting;

/// <summary>Colours words on a terminal that shows colours, and leaves them alone elsewhere (a pipe, a file, NO_COLOR).</summary>
internal sealed class Colours(Terminal terminal)
{
    /// <summary>For what is well.</summary>
    public const string Green = "\u001b[32m";

    /// <summary>For what wants attention.</summary>
    public const string Yellow = "\u001b[33m";

    /// <summary>For what is wrong.</summary>
    public const string Red = "\u001b[31m";

    /// <summary>For directories.</summary>
    public const string Blue = "\u001b[1;34m";

    /// <summary>For links.</summary>
    public const string Cyan = "\u001b[36m";

    private const string Reset = "\u001b[0m";

    private readonly bool _areShown = terminal.IsLive
        && terminal.Console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    /// <summary>The text in a colour.</summary>
    public string Of(string colour, string text) => _areShown ? colour + text + Reset : text;
}
