using System.CommandLine;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary>What all everyday file commands share: their options, and a session on the configured storage.</summary>
internal static class FileCommand
{
    /// <summary>JSON instead of text.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON, one object a line." };

    /// <summary>Goes into directories.</summary>
    public static Option<bool> Recursive { get; } = new("--recursive", "-r", "-R") { Description = "Go into directories." };

    /// <summary>Sizes with units.</summary>
    public static Option<bool> Human { get; } = new("--human") { Description = "Print sizes with units, such as 3.2 MiB." };

    /// <summary>Replaces what is there.</summary>
    public static Option<bool> Force { get; } = new("--force", "-f") { Description = "Replace files that are there already." };

    /// <summary>How many levels a command goes down.</summary>
    /// <param name="description">What is limited.</param>
    /// <param name="minimum">The least that makes sense.</param>
    /// <param name="defaultValue">Without the option.</param>
    public static Option<int> Depth(string description, int minimum, int defaultValue)
    {
        var option = new Option<int>("--depth", "-L") { Description = description, DefaultValueFactory = _ => defaultValue, HelpName = "levels" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var levels) && levels < minimum)
                result.AddError($"--depth must be {minimum} or more, not '{levels}'.");
        });
        return option;
    }

    /// <summary>The paths that a command works on.</summary>
    /// <param name="description">What they are.</param>
    /// <param name="minimum">How many there must be.</param>
    public static Argument<string[]> Paths(string description, int minimum = 0) => new("path")
    {
        Description = description + " An area (input, output, archive, cache) or a path in it, a path of the storage, s3://bucket/key, or ./path "
            + "on this machine; * and ? stand for text in a name, ** for directories.",
        Arity = new ArgumentArity(minimum, 100_000),
    };

    /// <summary>Sets what the command does, and adds the options of all commands that work on the storage.</summary>
    public static Command Runs(this Command command, CommandHost host, Func<FileSession, ParseResult, CancellationToken, Task<ExitCode>> body)
    {
        command.SetAction((parsed, cancellationToken) => host.RunAsync(
            parsed,
            async token =>
            {
                using var spill = SpillFolder.Below(CommandHost.ConfigurationOf(parsed));
                await using var opener = new PlaceOpener(spill.Configuration);
                var session = new FileSession(host.Terminal, new StoragePlaces(opener), parsed.GetValue(Json));
                try
                {
                    return await body(session, parsed, token);
                }
                finally
                {
                    session.Out.Flush();
                }
            },
            cancellationToken));
        return command.WithStorageOptions();
    }
}
