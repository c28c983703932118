using System.CommandLine;

namespace VfsStorage.App.Commands;

/// <summary>The options that several commands take; the command host reads them.</summary>
internal static class SharedOptions
{
    /// <summary>The configuration file.</summary>
    public static Option<string> Config { get; } = CreateConfig();

    /// <summary>Overrides <c>storage.mode</c>.</summary>
    public static Option<string> Mode { get; } = CreateMode();

    /// <summary>Details of errors, and every log message.</summary>
    public static Option<bool> Diagnostic { get; } = new("--diagnostic")
    {
        Description = "Show the details of errors and log everything.",
        Recursive = true,
    };

    /// <summary>Adds the options of a command that works on the configured storage.</summary>
    public static Command WithStorageOptions(this Command command)
    {
        command.Options.Add(Config);
        command.Options.Add(Mode);
        return command;
    }

    private static Option<string> CreateConfig()
    {
        var option = new Option<string>("--config")
        {
            Description = "The configuration file. Default: config.json in the working directory, if it is there.",
            HelpName = "path",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }])
                result.AddError("--config must name a file.");
        });
        return option;
    }

    private static Option<string> CreateMode()
    {
        var option = new Option<string>("--mode")
        {
            Description = "Where the data is: local or s3. Default: storage.mode of the configuration.",
            HelpName = "local|s3",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("local" or "s3"))
                result.AddError($"--mode must be local or s3, not '{token.Value}'.");
        });
        option.CompletionSources.Add("local", "s3");
        return option;
    }
}
