using System.CommandLine;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Locations;

/// <summary>Asks before something that cannot be undone, or costs; <c>--yes</c> answers for those who are not there.</summary>
internal static class Confirmation
{
    /// <summary>Does not ask.</summary>
    public static Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask." };

    /// <summary>Whether the user agrees.</summary>
    /// <param name="terminal">Where to ask.</param>
    /// <param name="question">One sentence, with a question mark.</param>
    /// <param name="yes">Whether <c>--yes</c> was given.</param>
    /// <exception cref="UsageException">Nobody is there to answer.</exception>
    public static bool Ask(Terminal terminal, string question, bool yes)
    {
        if (yes)
            return true;
        terminal.Out.Write($"{question} [y/N] ");
        terminal.Out.Flush();
        var answer = terminal.In.ReadLine();
        if (answer is null)
        {
            terminal.WriteLine();
            throw new UsageException("Nobody is there to answer. Add --yes to go on without being asked.");
        }

        return answer.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
