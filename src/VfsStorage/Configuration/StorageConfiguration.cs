using Microsoft.Extensions.Configuration;

namespace VfsStorage;

/// <summary>Puts the configuration of a host together, for those that do not have their own way.</summary>
public static class StorageConfiguration
{
    /// <summary>Reads all sources. Its <c>storage</c> section is what <c>AddVfsStorage</c> wants.</summary>
    /// <param name="sources">Where to read; later ones win.</param>
    /// <exception cref="StorageConfigurationException">The file is missing or is no JSON.</exception>
    public static IConfigurationRoot Load(StorageConfigurationSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var file = Path.GetFullPath(sources.ConfigFile);
        if (!sources.ConfigFileIsOptional && !File.Exists(file))
        {
            throw new StorageConfigurationException([$"{sources.ConfigFile}: there is no such file ({file})"]);
        }

        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(file, optional: true, reloadOnChange: false)
                .AddInMemoryCollection(sources.DotEnv.Select(
                    pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
                .AddEnvironmentVariables()
                .AddInMemoryCollection(sources.CommandLine.Select(pair => KeyValuePair.Create(pair.Key.Replace('.', ':'), (string?)pair.Value)))
                .Build();
        }
        catch (InvalidDataException broken)
        {
            throw new StorageConfigurationException([$"{sources.ConfigFile}: {Innermost(broken).Message}"]);
        }
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
