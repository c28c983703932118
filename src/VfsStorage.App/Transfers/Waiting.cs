using Spectre.Console;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Transfers;

/// <summary>Says what is waited for, when it takes longer than people like to look at nothing.</summary>
internal static class Waiting
{
    /// <summary>After so long something is shown.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Waits for work whose end cannot be foretold.</summary>
    public static async Task<T> ForAsync<T>(Terminal terminal, bool isSilent, Task<T> work, Func<string> what)
    {
        if (isSilent || await Task.WhenAny(work, Task.Delay(Patience)) == work)
            return await work;
        if (terminal.IsLive)
            return await terminal.Console.Status().StartAsync(Markup.Escape(what()), _ => work);
        terminal.WriteLine(what());
        return await work;
    }
}
