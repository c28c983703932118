using DotNetEnv;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.App.Transfers;

namespace VfsStorage.App.Configuration;

/// <summary>Finds the files that the library's loader reads: <c>config.json</c>, and the <c>.env</c> file beside it.</summary>
internal static class ConfigurationFiles
{
    /// <summary>The configuration file when none is named; it may be missing.</summary>
    public const string DefaultName = "config.json";

    private const string EnvironmentName = ".env";
    private const string AwsPrefix = "AWS_";

    /// <summary>Loads all sources; the command line wins over the environment, that over <c>.env</c>, that over the file.</summary>
    /// <param name="configFile">The file that <c>--config</c> names, or <see langword="null"/>.</param>
    /// <param name="commandLine">Values by configuration key, such as <c>storage.mode</c>.</param>
    /// <exception cref="StorageConfigurationException">The file is missing or is not JSON.</exception>
    /// <exception cref="UsageException">The <c>.env</c> file cannot be read, or a key of the file is misspelled.</exception>
    public static IConfigurationRoot Load(string? configFile, IEnumerable<KeyValuePair<string, string>> commandLine)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(configFile ?? DefaultName))!;
        var variables = ReadEnvironmentFile(Path.Combine(folder, EnvironmentName));
        ShowToAwsChain(variables);
        var configuration = StorageConfiguration.Load(new StorageConfigurationSources
        {
            ConfigFile = configFile ?? DefaultName,
            ConfigFileIsOptional = configFile is null,
            DotEnv = variables,
            CommandLine = commandLine,
        });
        KnownKeys.Check(configuration);
        return configuration;
    }

    private static Dictionary<string, string> ReadEnvironmentFile(string path)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var variables = Env.Load(path, new LoadOptions(setEnvVars: false, clobberExistingVars: true, onlyExactPath: true));
            return variables.GroupBy(variable => variable.Key).ToDictionary(named => named.Key, named => named.Last().Value);
        }
        catch (Exception exception)
        {
            // Without the cause: the parser's message quotes the file, and the file may hold secrets.
            throw new UsageException(
                $"'{path}' cannot be read ({exception.GetType().Name}): write one NAME=value a line, values with spaces in quotes.");
        }
    }

    /// <summary>The AWS credential chain, and the names of the old scripts, are looked up in the process only; a real variable stays.</summary>
    private static void ShowToAwsChain(IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables)
        {
            if ((name.StartsWith(AwsPrefix, StringComparison.Ordinal) || OldVariables.Contains(name)) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
