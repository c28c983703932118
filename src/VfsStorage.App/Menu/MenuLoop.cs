using System.Globalization;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;

namespace VfsStorage.App.Menu;

/// <summary>Shows the menu, takes a choice, does it, and shows it again until the user leaves.</summary>
/// <param name="terminal">Where to ask.</param>
/// <param name="settings">What is changed.</param>
/// <param name="configFile">Where it is saved.</param>
/// <param name="run">Runs the batch.</param>
internal sealed class MenuLoop(Terminal terminal, MenuSettings settings, string configFile, Func<CancellationToken, Task<ExitCode>> run)
{
    private const string Core = "core";

    /// <summary>Runs the menu; the code is that of the last batch.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var code = ExitCode.Success;
        while (true)
        {
            Show();
            switch (await AskAsync("Choice: ", cancellationToken))
            {
                case "1":
                    code = await TryAsync(run, cancellationToken);
                    break;
                case "2":
                    settings.Toggle(Reviews.Disciplinary);
                    break;
                case "3":
                    settings.Toggle(Reviews.Arbitration);
                    break;
                case "4":
                    settings.Toggle(Reviews.Regulatory);
                    break;
                case "5":
                    await TryAsync(SaveAsync, cancellationToken);
                    break;
                case "6":
                    await ToggleGroupAsync(cancellationToken);
                    break;
                case "7":
                    TellLog();
                    break;
                case "8":
                    settings.SetLevels(_ => LogLevel.Debug);
                    break;
                case "9":
                    settings.SetLevels(group => group == Core ? LogLevel.Information : LogLevel.None);
                    break;
                case "10":
                    await SetWaitAsync(cancellationToken);
                    break;
                case "11" or null:
                    if (settings.IsChanged)
                        terminal.WriteLine("The changed settings were not saved.");
                    return code;
                case var other:
                    terminal.WriteError($"There is no choice '{other}': type a number from 1 to 11.");
                    break;
            }
        }
    }

    private void Show()
    {
        var groups = settings.Current.LogLevels.Where(group => group.Value != LogLevel.None)
            .Select(group => $"{group.Key} {LoggingGroups.NameOf(group.Value)}").DefaultIfEmpty("none");
        terminal.WriteLine();
        terminal.WriteLine(" 1  Run the batch");
        terminal.WriteLine($" 2  Disciplinary review: {Word(Reviews.Disciplinary)}");
        terminal.WriteLine($" 3  Arbitration review: {Word(Reviews.Arbitration)}");
        terminal.WriteLine($" 4  Regulatory review: {Word(Reviews.Regulatory)}");
        terminal.WriteLine($" 5  Save the settings{(settings.IsChanged ? " (changed)" : "")}");
        terminal.WriteLine($" 6  Logging groups: {string.Join(", ", groups)}");
        terminal.WriteLine(" 7  Where the log is");
        terminal.WriteLine(" 8  Trace: log everything");
        terminal.WriteLine(" 9  Production: log core only");
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"10  Wait between rows: {settings.Wait.TotalSeconds} s"));
        terminal.WriteLine("11  Exit");
    }

    private string Word(Reviews review) => settings.Performs(review) ? "on" : "off";

    private async Task<ExitCode> SaveAsync(CancellationToken cancellationToken)
    {
        if (!settings.IsChanged)
        {
            terminal.WriteLine("Nothing was changed, so that there is nothing to save.");
            return ExitCode.Success;
        }

        await ConfigurationEdit.SaveAsync(configFile, settings.Changes, cancellationToken);
        settings.NoteSaved();
        terminal.WriteLine($"Saved to {configFile}.");
        return ExitCode.Success;
    }

    private async Task ToggleGroupAsync(CancellationToken cancellationToken)
    {
        var names = string.Join(", ", LoggingGroups.Categories.Keys);
        var name = await AskAsync($"Group to switch ({names}): ", cancellationToken);
        if (LoggingGroups.Categories.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } group)
            terminal.WriteError($"There is no logging group '{name}': type one of {names}.");
        else
            settings.SetLevels(each => each != group ? settings.Current.LogLevels[each] : settings.Current.LogLevels[each] == LogLevel.None ? LogLevel.Information : LogLevel.None);
    }

    private void TellLog() => terminal.WriteLine(settings.Current.LogFile.Length == 0
        ? "There is no log: log_file of the configuration is empty."
        : $"All that was logged so far is in {Path.GetFullPath(settings.Current.LogFile)}.");

    private async Task SetWaitAsync(CancellationToken cancellationToken)
    {
        var text = await AskAsync("Seconds between two rows: ", cancellationToken) ?? "";
        if (WaitTime.TryParse(text) is { } seconds)
            settings.SetWait(TimeSpan.FromSeconds(seconds));
        else
            terminal.WriteError($"It must be a number of seconds from 0 to {WaitTime.MaxSeconds}, not '{text}'.");
    }

    /// <summary>What goes wrong with one choice does not end the menu.</summary>
    private async Task<ExitCode> TryAsync(Func<CancellationToken, Task<ExitCode>> choice, CancellationToken cancellationToken)
    {
        try
        {
            return await choice(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            foreach (var line in ErrorLines.Of(exception))
                terminal.WriteError(line);
            return ErrorLines.CodeOf(exception);
        }
    }

    /// <summary>The next line without the spaces around it; <see langword="null"/> when there will be none.</summary>
    private async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        await terminal.Out.WriteAsync(question);
        await terminal.Out.FlushAsync(cancellationToken);
        // A read of the console cannot be cancelled; it is left behind.
        var answer = await Task.Run(terminal.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (answer is null)
            terminal.WriteLine("exit");
        return answer?.Trim();
    }
}
